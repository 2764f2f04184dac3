import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';

const report = z.object({
  diagnostics: z.array(
    z.object({
      category: z.string(),
      location: z.object({ path: z.string(), start: z.object({ line: z.number() }) }),
    }),
  ),
});

/** Lints snippets, one line each, as if they stood in those files: `path: code` of those that break this rule. */
function broken(rule: string, snippets: [path: string, code: string][]): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'tracker-lint-'));
  const files = grouped(snippets);
  for (const [path, lines] of files) {
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    writeFileSync(join(folder, path), lines.map(([, code]) => code).join('\n'));
  }
  cpSync('biome.json', join(folder, 'biome.json'));
  const biome = join(process.cwd(), 'node_modules/@biomejs/biome/bin/biome');
  const args = [biome, 'lint', '--reporter=json', '--max-diagnostics=none'];
  const { stdout } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  return report
    .parse(JSON.parse(stdout))
    .diagnostics.filter(({ category }) => category.endsWith(`/${rule}`))
    .map(({ location: { path, start } }) => `${path}: ${files.get(path)?.[start.line - 1]?.[1]}`)
    .sort();
}

function grouped(snippets: [path: string, code: string][]): Map<string, [path: string, code: string][]> {
  const files = new Map<string, [path: string, code: string][]>();
  for (const snippet of snippets) files.set(snippet[0], [...(files.get(snippet[0]) ?? []), snippet]);
  return files;
}

const imports = (pairs: [path: string, from: string][]) =>
  pairs.map(([path, from]): [string, string] => [path, `export * from '${from}';`]);

test('imports run downward only, and into a part by its index', () => {
  const upward = imports([
    ['lib/metrics/a.ts', '@/app/page'],
    ['lib/metrics/a.ts', '@/components/chart'],
    ['lib/series/a.ts', '@/app/page'],
    ['lib/db/a.ts', '@/components/chart'],
    ['lib/env.ts', '@/components/chart'],
    ['lib/quality/a.ts', '@/scripts/start/say'],
    ['lib/quality/a.ts', '@/tests/support/database'],
    ['components/a.tsx', '@/app/page'],
    ['app/a.tsx', '@/scripts/start/say'],
    ['lib/series/a.ts', '@/lib/quality'],
    ['lib/series/a.ts', '@/lib/collect'],
    ['lib/db/a.ts', '@/lib/series'],
    ['lib/log.ts', '@/lib/series'],
    ['lib/http/a.ts', '@/lib/metrics/get-metric'],
    ['lib/collect/sources/a.ts', '@/lib/quality/ticker'],
    ['lib/quality/a.ts', '@/lib/collect/sources/read'],
    ['lib/monitor/a.ts', '@/lib/db/pool'],
    ['lib/metrics/a.ts', '@/lib/series/postgres/reader'],
    ['app/api/metrics/route.ts', '@/lib/metrics/get-metric'],
    ['components/a.tsx', '@/lib/db/generated/client'],
    ['lib/metrics/deep/a.ts', '../b'],
    ['components/deep/a.tsx', '../b'],
    ['scripts/start/a.ts', '../b'],
  ]);
  const downward = imports([
    ['app/a.tsx', '@/lib/metrics'],
    ['app/a.tsx', '@/components/chart/chart'],
    ['components/a.tsx', '@/lib/series'],
    ['lib/metrics/a.ts', '@/lib/series'],
    ['lib/metrics/a.ts', '@/lib/metrics/graph/b'],
    ['lib/collect/sources/a.ts', '@/lib/collect/reading'],
    ['lib/series/a.ts', '@/lib/db'],
    ['lib/series/postgres/a.ts', '@/lib/series/types'],
    ['lib/db/embedded/a.ts', '@/lib/kept'],
    ['lib/env.ts', '@/lib/settings'],
    ['scripts/start/a.ts', '@/lib/db/embedded'],
  ]);
  expect(broken('noRestrictedImports', [...downward, ...upward])).toEqual(
    upward.map(([path, code]) => `${path}: ${code}`).sort(),
  );
});

test('process.env is read in lib/env.ts alone', () => {
  const code = 'export const port = process.env.PORT;';
  const paths = ['lib/http/a.ts', 'app/a.tsx', 'components/a.tsx', 'lib/log.ts'];
  const snippets = ['lib/env.ts', ...paths].map((path): [string, string] => [path, code]);
  expect(broken('noProcessEnv', snippets)).toEqual(paths.map((path) => `${path}: ${code}`).sort());
});

test('types are not silenced', () => {
  const any: [string, string] = ['lib/http/a.ts', 'export const f = (x: any) => x;'];
  const bang: [string, string] = ['lib/http/a.ts', 'export const g = (x?: string) => x!.length;'];
  expect(broken('noExplicitAny', [any, bang])).toEqual([any.join(': ')]);
  expect(broken('noNonNullAssertion', [any, bang])).toEqual([bang.join(': ')]);
});
