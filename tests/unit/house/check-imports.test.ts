import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { judgeImports } from '@/scripts/check-imports/judge-imports';
import { readImports } from '@/scripts/check-imports/read-imports';
import { ROOMS } from '@/scripts/check-imports/rooms';

/** The faults of a few files, of which the first is the one looked at. */
const faultsOf = (files: Record<string, string>) =>
  judgeImports(readImports(new Map(Object.entries(files))), []);

/** A file of that room by which others enter it. */
const fileOf = (room: string, name: string) =>
  `${ROOMS[room]?.paths[0]}${ROOMS[room]?.isOpen ? name : 'index'}.ts`;

const names = Object.keys(ROOMS);
const walls = names.flatMap((from) =>
  names.filter((to) => to !== from && !ROOMS[from]?.imports.includes(to)).map((to) => ({ from, to })),
);
const arrows = names.flatMap((from) => (ROOMS[from]?.imports ?? []).map((to) => ({ from, to })));

test.each(walls)('$from may not import $to, not even a type', ({ from, to }) => {
  const [importer, imported] = [fileOf(from, 'a'), fileOf(to, 'b')];
  for (const code of [
    `import '@/${imported}';`,
    `import type { B } from '@/${imported}';`,
    `await import('@/${imported}');`,
  ])
    expect(faultsOf({ [importer]: code, [imported]: 'export {};' }).join('\n')).toContain(
      `${from} may not import ${to}`,
    );
});

test.each(arrows)('$from may import $to', ({ from, to }) => {
  const [importer, imported] = [fileOf(from, 'a'), fileOf(to, 'b')];
  const faults = faultsOf({ [importer]: `import '@/${imported}';`, [imported]: 'export {};' });
  expect(faults.filter((fault) => fault.includes('may not import'))).toEqual([]);
});

test('the arrows themselves have no way back', () => {
  const graph = new Map(names.map((name) => [name, ROOMS[name]?.imports ?? []]));
  const reached = (from: string, seen = new Set<string>()): Set<string> => {
    for (const to of graph.get(from) ?? []) if (!seen.has(to)) reached(to, seen.add(to));
    return seen;
  };
  expect(names.filter((name) => reached(name).has(name))).toEqual([]);
});

test('no folder of a room lies in another room', () => {
  const paths = names.flatMap((name) => ROOMS[name]?.paths ?? []);
  for (const path of paths) expect(paths.filter((other) => other.startsWith(path))).toEqual([path]);
});

test('a room is imported by its index alone', () => {
  const files = { 'lib/alerts/a.ts': "import '@/lib/series/window';", 'lib/series/window.ts': '' };
  expect(faultsOf(files)).toContain(
    'lib/alerts/a.ts → lib/series/window.ts: import a room by its index, or by that of one of its parts',
  );
});

test('two files that only share types are a cycle too', () => {
  const files = {
    'lib/series/a.ts': "import type { B } from './b'; export type A = B | null;",
    'lib/series/b.ts': "import type { A } from './a'; export type B = A[];",
  };
  expect(faultsOf(files)).toContain('lib/series/a.ts, lib/series/b.ts: a cycle');
});

test('a file that nothing but a test imports is left over', () => {
  const files = { 'lib/series/a.ts': '', 'tests/unit/a.test.ts': "import '@/lib/series/a';" };
  expect(faultsOf(files)).toContain('lib/series/a.ts: nothing imports it');
});

test('an exception that is not needed any more is a fault', () => {
  expect(judgeImports(new Map(), ['lib/a/b.ts → lib/c/d.ts'])).toEqual([
    'lib/a/b.ts → lib/c/d.ts: no exception is needed any more',
  ]);
});

let folder: string | null = null;
afterEach(() => {
  if (folder !== null) rmSync(folder, { recursive: true });
});

test('the command names what is wrong in a working copy, and fails', () => {
  folder = mkdtempSync(join(tmpdir(), 'tracker-imports-'));
  for (const name of ['node_modules', 'tsconfig.json', 'scripts', 'server', 'package.json'])
    symlinkSync(join(process.cwd(), name), join(folder, name));
  const planted = {
    'lib/series/a.ts': "import type { Page } from '@/app/page';\n",
    'app/page.tsx': 'export {};\n',
  };
  for (const [path, code] of Object.entries(planted)) {
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    writeFileSync(join(folder, path), code);
  }
  spawnSync('git', ['init', '-q'], { cwd: folder });
  const script = join(process.cwd(), 'scripts/check-imports.ts');
  const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', script], {
    cwd: folder,
    encoding: 'utf8',
  });
  expect(stderr).toContain('lib/series/a.ts → app/page.tsx: series may not import app');
  expect(status).toBe(1);
});
