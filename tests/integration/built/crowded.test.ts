import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort } from '@/server/postgres';
import { type StartedApp, startApp } from '@/tests/support/started-app';

const MAX_FILES = 1024;
const SILENT = 1100;
/** The watchdog that ends the server with npm looks twice a second. */
const WATCHDOG_MS = 2_500;

let app: StartedApp;
let dataDir: string;
let port: number;
const clients: Socket[] = [];

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'tracker-crowded-'));
  port = await freePort();
  const settings = { PORT: String(port), DATA_DIR: dataDir, SCHEDULER: 'off', LOG_LEVEL: 'warn' };
  app = startApp({ ...settings, npm_lifecycle_event: 'start' }, MAX_FILES);
  await app.wrote('ready:');
});
afterAll(async () => {
  for (const client of clients) client.destroy();
  app.process.kill('SIGKILL');
  await app.ended;
  rmSync(dataDir, { recursive: true, force: true });
});

async function open(bytes = ''): Promise<void> {
  const client = connect(port, '127.0.0.1');
  client.on('error', () => undefined);
  clients.push(client);
  await once(client, 'connect');
  if (bytes !== '') client.write(bytes);
}

const status = async (path: string) => (await fetch(`http://127.0.0.1:${port}${path}`)).status;

test.each([
  ['say nothing', ''],
  ['begin a request', 'GET / HTTP/1.1\r\nHost: a\r\n'],
  [
    'send half a body',
    `POST /api/emails HTTP/1.1\r\nHost: a\r\nContent-Length: 9000\r\n\r\n${'x'.repeat(4500)}`,
  ],
])(`${SILENT} connections that %s, with ${MAX_FILES} file descriptors, stop nobody`, async (_, bytes) => {
  for (let i = 0; i < SILENT; i += 1) await open(bytes);
  // Pages, reads of the database, and connections that come anew.
  for (const path of ['/', '/sources', '/api/status', '/api/health', '/api/list-metrics']) {
    expect([path, await status(path)]).toEqual([path, path === '/api/health' ? 503 : 200]);
  }
  await sleep(WATCHDOG_MS);
  expect(app.process.exitCode).toBeNull();
  expect(await status('/api/status')).toBe(200);
});

test('it says so, and obeys', async () => {
  expect(app.output()).toContain('clients were cut off');
  expect(app.output()).not.toMatch(/EMFILE|stopping/);
  app.process.kill('SIGTERM');
  expect(await app.ended).toBe(0);
});
