import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type EmbeddedPostgres, startEmbedded } from '@/server/postgres';
import { baseEnvironment } from '@/tests/support/base-environment';

const GOOD = `at,dimension,price,change
2026-01-01T00:00:00.000Z,kraken:BTC-USD,1,-2.5
2026-01-01T00:05:00.000Z,kraken:BTC-USD,1.1,
`;

// Each run starts a process, and looks for two seconds whether the database is free.
vi.setConfig({ testTimeout: 120_000 });

let folder: string;
let server: EmbeddedPostgres;

// As beside a running `npm start` without DATABASE_URL, whose Postgres is in use.
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tracker-scripts-'));
  server = await startEmbedded({ dataDir: join(folder, 'data'), settings: { fsync: 'off' } });
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function run(script: string, ...args: string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', `scripts/${script}.ts`, ...args], {
    env: { ...baseEnvironment(), NODE_ENV: 'production', DATA_DIR: join(folder, 'data') },
  });
  const [out, words, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ]);
  return { out, words, code };
}

function write(name: string, content: string): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}

test('what was imported is exported, to standard output or a file, and nothing else is', async () => {
  const imported = await run('import', write('good.csv', GOOD));
  expect(imported).toMatchObject({ code: 0, out: '' });
  expect(imported.words).toMatch(/^\[#{30}\] 100 % 3 values, 0 lines refused, \d+ MB$/m);
  expect(imported.words).toContain('3 values in 2 observations taken in');
  expect(imported.words).toContain('2 written, 0 known already; 0 lines refused');

  const wanted = ['--wide', '--metric', 'price', '--metric', 'change', '--to', '2026-01-01T00:05:00Z'];
  expect(await run('export', ...wanted)).toMatchObject({ code: 0, out: GOOD });
  const file = join(folder, 'exported.csv');
  expect(await run('export', ...wanted, '--output', file)).toMatchObject({ code: 0, out: '' });
  expect(readFileSync(file, 'utf8')).toBe(GOOD);
});

test('refused lines are told, and make the exit code 1', async () => {
  const npmsOwn = '\n> crypto-metrics-tracker@0.1.0 export\n> node --import tsx scripts/export.ts\n\n';
  const bad = `${npmsOwn}at,dimension,metric,value\nnow,kraken:BTC-USD,price,1\n2026-01-01T00:10:00Z,kraken:BTC-USD,price,1\n`;
  const imported = await run('import', write('bad.csv', bad));
  expect(imported.code).toBe(1);
  expect(imported.words).toContain('line 6: "now" is no time: write it in ISO 8601 with its zone');
  expect(imported.words).toContain('1 written, 0 known already; 1 lines refused');
});

test('what cannot be done is told in a line, without a stack', async () => {
  const missing = await run('import', join(folder, 'none.csv'));
  expect(missing).toEqual({
    code: 1,
    out: '',
    words: `there is no file ${join(folder, 'none.csv')} that can be read: write its path\n`,
  });
  const headless = await run('import', write('headless.csv', '1,2\n'));
  expect(headless.words).toMatch(/^the first line is no header: write at,dimension,metric,value for .*\n$/);
  expect((await run('export', '--from', 'yesterday')).words).toMatch(
    /^--from is "yesterday": write a time such as/,
  );
  expect((await run('export', '--metric', 'prise')).words).toMatch(
    /^there is no metric "prise": write one of price, /,
  );
  const early = await run('backfill');
  expect([early.code, early.words]).toEqual([
    1,
    'nothing was collected yet, so no market is known: run `npm start` first, for one collection\n',
  ]);
});

test('an export whose reader has seen enough ends quietly', async () => {
  const lines = Array.from({ length: 5_000 }, (_, i) => {
    const at = new Date(Date.UTC(2026, 0, 2) + 300_000 * i).toISOString();
    return `${at},kraken:ETH-USD,${i + 1},1\n`;
  });
  const imported = await run('import', write('long.csv', `at,dimension,price,change\n${lines.join('')}`));
  expect(imported).toMatchObject({ code: 0 });
  const child = spawn(
    'sh',
    [
      '-c',
      '{ "$@"; echo "code $?" >&2; } | head -n 1',
      'sh',
      process.execPath,
      '--import',
      'tsx',
      'scripts/export.ts',
    ],
    { env: { ...baseEnvironment(), NODE_ENV: 'production', DATA_DIR: join(folder, 'data') } },
  );
  const [out, words] = await Promise.all([text(child.stdout), text(child.stderr)]);
  expect(out).toBe('at,dimension,metric,value\n');
  expect(words).toMatch(/code 0\n$/);
  expect(words).not.toMatch(/EPIPE|Error|written/);
});
