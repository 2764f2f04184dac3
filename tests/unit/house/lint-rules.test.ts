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

test('process.env is read by settings and by what starts programs alone', () => {
  const code = 'export const port = process.env.PORT;';
  const paths = [
    'lib/http/a.ts',
    'app/a.tsx',
    'components/a.tsx',
    'lib/platform/log.ts',
    ...['csp', 'door', 'edge', 'postgres'].map((part) => `server/${part}/a.ts`),
  ];
  const snippets = ['lib/platform/env.ts', ...paths].map((path): [string, string] => [path, code]);
  expect(broken('noProcessEnv', snippets)).toEqual(paths.map((path) => `${path}: ${code}`).sort());
});

test('types are not silenced', () => {
  const any: [string, string] = ['lib/http/a.ts', 'export const f = (x: any) => x;'];
  const bang: [string, string] = ['lib/http/a.ts', 'export const g = (x?: string) => x!.length;'];
  expect(broken('noExplicitAny', [any, bang])).toEqual([any.join(': ')]);
  expect(broken('noNonNullAssertion', [any, bang])).toEqual([bang.join(': ')]);
});
