import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type EmbeddedPostgres, InUseError, startEmbedded } from '@/server/postgres';

let dataDir: string;
let server: EmbeddedPostgres;
const report = vi.fn();

const start = () => startEmbedded({ dataDir, settings: { fsync: 'off' }, report });
const pidFile = () => join(server.folder, 'data', 'postmaster.pid');
const pid = () => Number.parseInt(readFileSync(pidFile(), 'utf8'), 10);

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'tracker-embedded-'));
  server = await start();
});
afterAll(async () => {
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

async function query(sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: server.url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

test('it listens on the loopback address alone, behind a password that others cannot read', async () => {
  expect(new URL(server.url).hostname).toBe('127.0.0.1');
  expect(await query("SELECT current_setting('listen_addresses') AS a")).toEqual([{ a: '127.0.0.1' }]);
  expect(statSync(join(dataDir, 'postgres-password')).mode & 0o777).toBe(0o600);
  const wrong = new Client({ connectionString: server.url.replace(/:[^:@/]+@/, ':wrong@') });
  await expect(wrong.connect()).rejects.toThrow('password authentication failed');
});

test('what was written is there at the next start, at the same address', async () => {
  await query('CREATE TABLE IF NOT EXISTS kept (n int)');
  const before = server;
  await server.stop();
  server = await start();
  expect(server).toMatchObject({ url: before.url, isNew: false });
  expect(await query('SELECT * FROM kept')).toEqual([]);
});

test('a second user of the folder is refused, and the first one goes on', async () => {
  await expect(start()).rejects.toThrow(InUseError);
  expect(await query('SELECT 1 AS n')).toEqual([{ n: 1 }]);
});

test('a killed server is started again at the same address', async () => {
  await query('CREATE TABLE IF NOT EXISTS kept (n int)');
  process.kill(pid(), 'SIGKILL');
  await vi.waitFor(() => expect(report).toHaveBeenLastCalledWith('the database runs again'), 20_000);
  expect(await query('SELECT * FROM kept')).toEqual([]);
});

test('one that its killed starter left running is adopted, and ended in the end', async () => {
  await server.stop();
  const starter = spawn(process.execPath, ['--import', 'tsx', 'tests/support/hold-embedded.ts', dataDir]);
  await once(starter.stdout, 'data');
  const orphan = pid();
  starter.kill('SIGKILL');
  await once(starter, 'exit');
  server = await start();
  expect(pid()).toBe(orphan);
  await server.stop();
  await expect(query('SELECT 1')).rejects.toThrow('ECONNREFUSED');
});

test('a number that belongs to another program now does not hinder the start', async () => {
  await server.stop();
  writeFileSync(pidFile(), `${process.pid}\n${join(server.folder, 'data')}\n0\n1\n\n127.0.0.1\n0\nready\n`);
  server = await start();
  expect(await query('SELECT 1 AS n')).toEqual([{ n: 1 }]);
});
