import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type EmbeddedPostgres, startEmbedded } from '@/server/postgres';
import { baseEnvironment } from '@/tests/support/base-environment';

const CSV = `at,dimension,price
2026-01-01T00:00:00.000Z,kraken:BTC-USD,1.5
2026-01-01T00:05:00.000Z,kraken:BTC-USD,1.25
`;

// Each run starts a process, and looks for two seconds whether the database is free.
vi.setConfig({ testTimeout: 180_000 });

let folder: string;
let server: EmbeddedPostgres;

// As beside a running `npm start` without DATABASE_URL, whose Postgres is in use.
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tracker-copies-'));
  server = await startEmbedded({ dataDir: join(folder, 'data'), settings: { fsync: 'off' } });
  writeFileSync(join(folder, 'some.csv'), CSV);
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function run(dataDir: string, script: string, ...args: string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', `scripts/${script}.ts`, ...args], {
    env: { ...baseEnvironment(), NODE_ENV: 'production', DATA_DIR: join(folder, dataDir) },
  });
  const [out, words, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ]);
  return { out, words, code };
}

const file = () => join(folder, 'backup.gz');

test('a backup beside a running server is restored on another machine, and says the same', async () => {
  expect(await run('data', 'import', join(folder, 'some.csv'))).toMatchObject({ code: 0 });
  const taken = await run('data', 'backup', file());
  expect(taken).toMatchObject({ code: 0, out: '' });
  expect(taken.words).toMatch(/\d+ rows in \d+\.\d MB written to .*backup\.gz in \d+\.\d s/);
  expect(readdirSync(folder)).not.toContain('backup.gz.part');
  expect(statSync(file()).mode & 0o777).toBe(0o600);

  const restored = await run('other', 'restore', file());
  expect(restored).toMatchObject({ code: 0, out: '' });
  expect(restored.words).toMatch(/\d+ rows of \d+ tables restored, as they were at 20\d\d-/);
  expect(await run('other', 'export', '--wide', '--metric', 'price')).toMatchObject({ code: 0, out: CSV });

  const refused = await run('other', 'restore', file());
  expect(refused.code).toBe(1);
  expect(refused.words).toBe(
    'the database holds data already: write --replace to lose them, or name an empty database\n',
  );
  expect(await run('other', 'restore', file(), '--replace')).toMatchObject({ code: 0 });
  expect(await run('other', 'export', '--wide', '--metric', 'price')).toMatchObject({ code: 0, out: CSV });
});

test('nothing is restored under a running server', async () => {
  const user = new Client({ connectionString: server.url, application_name: 'crypto-metrics-tracker' });
  await user.connect();
  const refused = await run('data', 'restore', file(), '--replace');
  await user.end();
  expect(refused).toMatchObject({ code: 1, words: 'a running server uses the database: stop it first\n' });
});

test('what cannot be done is told in a line', async () => {
  expect(await run('data', 'backup')).toMatchObject({
    code: 1,
    words: expect.stringMatching(/^npm run backup -- FILE/),
  });
  const nowhere = await run('data', 'backup', join(folder, 'no', 'such', 'folder.gz'));
  expect(nowhere.code).toBe(1);
  expect(nowhere.words).toMatch(/folder\.gz cannot be written: ENOENT.*\n$/);
  const missing = await run('data', 'restore', join(folder, 'missing.gz'), '--replace');
  expect(missing.code).toBe(1);
  expect(missing.words).toMatch(/^.*missing\.gz cannot be read: ENOENT.*\n$/);
});
