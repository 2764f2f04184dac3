import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { freePort, isFree, startEmbedded } from '@/server/postgres';
import { startRecordedExchange } from '@/tests/support/exchange/recorded-exchange';
import type { LoopbackExchange } from '@/tests/support/exchange/server';
import { startHeartbeatServer } from '@/tests/support/heartbeat-server';
import { startHttpProxy } from '@/tests/support/http-proxy';
import { type StartedApp, startApp } from '@/tests/support/started-app';

let kraken: LoopbackExchange;
let dataDir: string;
let port: number;
const running: StartedApp[] = [];

beforeAll(async () => {
  kraken = await startRecordedExchange('kraken');
  dataDir = mkdtempSync(join(tmpdir(), 'tracker-start-'));
  port = await freePort();
});
afterEach(async () => {
  for (const app of running.splice(0)) {
    app.process.kill('SIGTERM');
    await app.ended;
  }
});
afterAll(async () => {
  await kraken.close();
  rmSync(dataDir, { recursive: true, force: true });
});

function start(settings: Record<string, string> = {}): StartedApp {
  const app = startApp({
    PORT: String(port),
    DATA_DIR: dataDir,
    SOURCES: 'kraken',
    SOURCE_URLS: JSON.stringify({ kraken: kraken.origin }),
    COLLECT_INTERVAL: '1',
    LOG_LEVEL: 'error',
    ...settings,
  });
  running.push(app);
  return app;
}

interface Health {
  database: { reachable: boolean };
  collection: { closedAt: string } | null;
}

async function health(): Promise<Health> {
  const response = await fetch(`http://127.0.0.1:${port}/api/health`);
  return response.json();
}

/** Resolves when a collection was closed after `ms`. */
const collectedAfter = (ms: number) =>
  vi.waitFor(
    async () => expect(Date.parse((await health()).collection?.closedAt ?? '')).toBeGreaterThan(ms),
    {
      timeout: 60_000,
      interval: 250,
    },
  );

const postgresPid = () =>
  Number.parseInt(readFileSync(join(dataDir, 'postgres/data/postmaster.pid'), 'utf8'), 10);
const postgresPort = () => Number(readFileSync(join(dataDir, 'postgres-port'), 'utf8'));

describe('what cannot work is said in a line, at once', () => {
  test('settings', async () => {
    const app = start({ PORT: 'abc', SCHEDULER: 'maybe' });
    expect(await app.ended).toBe(1);
    expect(app.output()).toBe(
      'PORT is "abc": write a whole number from 1 to 65535, such as PORT=3000\n' +
        'SCHEDULER is "maybe": write on or off, such as SCHEDULER=off\n',
    );
  });

  test('an exchange that nobody knows', async () => {
    const app = start({ SOURCES: 'kraken,krakn' });
    expect(await app.ended).toBe(1);
    expect(app.output()).toBe('SOURCES names krakn: write ids of https://docs.ccxt.com, such as kraken\n');
  });

  test('a port in use', async () => {
    const other = createServer().listen(port);
    const app = start();
    expect(await app.ended).toBe(1);
    other.close();
    expect(app.output()).toBe(`port ${port} is in use: stop what uses it, or set PORT to another\n`);
  });

  test('an address that this machine does not have', async () => {
    const app = start({ HOST: '192.0.2.1' });
    expect(await app.ended).toBe(1);
    expect(app.output()).toMatch(/^HOST is "192\.0\.2\.1", which is no address of this machine: .*\n$/);
  });
});

test('starts from nothing, collects by itself, and ends all that it started', async () => {
  const app = start();
  await app.wrote('scheduler: collecting now and every 1 s from kraken');
  await collectedAfter(0);
  const metrics = await fetch(`http://127.0.0.1:${port}/api/list-metrics`).then((response) =>
    response.json(),
  );
  expect(metrics.dimensions.length).toBeGreaterThan(100);
  expect(app.output()).toMatch(
    /^admin token: \S{32} \(made now and kept in .*admin-token; not shown again\)$/m,
  );
  expect(app.output()).toContain(`data: ${dataDir}`);
  expect(app.output()).toContain(`ready: http://localhost:${port}`);
  app.process.kill('SIGTERM');
  expect(await app.ended).toBe(0);
  expect(app.output()).toMatch(/stopped\n$/);
  expect(await Promise.all([isFree(port), isFree(postgresPort(), '127.0.0.1')])).toEqual([true, true]);
});

test('listens on the address of HOST alone, says so, and collects through it', async () => {
  const app = start({
    HOST: '127.0.0.2',
    APP_URL: 'https://metrics.test',
    SOURCES: 'kraken,deepcoin',
    SOURCE_URLS: JSON.stringify({ kraken: kraken.origin, deepcoin: kraken.origin }),
  });
  await app.wrote(`ready: http://127.0.0.2:${port} `);
  await app.wrote('scheduler: collecting');
  expect(
    app
      .output()
      .split('\n')
      .filter((line) => line.includes('have not been checked')),
  ).toEqual([
    'deepcoin: its answers have not been checked against a recording or its documentation; check its figures',
  ]);
  const ask = (address: string) => fetch(`http://${address}:${port}/api/health`);
  await vi.waitFor(async () => expect((await (await ask('127.0.0.2')).json()).collection).not.toBeNull(), {
    timeout: 60_000,
    interval: 250,
  });
  await expect(ask('127.0.0.1')).rejects.toThrow();
  expect((await ask('127.0.0.2')).headers.get('strict-transport-security')).toBeNull();
});

test('reaches exchanges and its heartbeat through a proxy, and itself without', async () => {
  const proxy = await startHttpProxy();
  const beats = await startHeartbeatServer();
  const far = (address: string, host: string) => address.replace('127.0.0.1', host);
  const app = start({
    HTTP_PROXY: proxy.url,
    NODE_USE_ENV_PROXY: '1',
    SOURCE_URLS: JSON.stringify({ kraken: far(kraken.origin, 'exchange.test') }),
    HEARTBEAT_URL: far(beats.url, 'beat.test'),
  });
  await app.wrote('scheduler: collecting');
  await beats.next();
  expect(app.output()).toContain(`proxy: outgoing calls go through ${new URL(proxy.url).host}`);
  expect(app.output()).not.toContain('hush');
  const hosts = new Set(proxy.calls.map((call) => call.replace(/:\d+$/, '')));
  expect(hosts).toEqual(new Set(['GET exchange.test', 'GET beat.test']));
  app.process.kill('SIGTERM');
  expect(await app.ended).toBe(0);
  await beats.close();
  proxy.close();
});

test('goes on after being killed, with what it had; after that Postgres was killed, too', async () => {
  const first = start();
  await first.wrote('scheduler: collecting');
  await collectedAfter(0);
  first.process.kill('SIGKILL');
  await first.ended;

  const second = start();
  await second.wrote('scheduler: collecting');
  expect(second.output()).not.toContain('admin token');
  await collectedAfter(Date.now());
  process.kill(postgresPid(), 'SIGKILL');
  second.process.kill('SIGKILL');
  await second.ended;

  const third = start();
  await third.wrote('scheduler: collecting');
  await collectedAfter(Date.now());
});

test('when Postgres is killed under it, it starts it again, and the next slot goes on', async () => {
  const app = start();
  await app.wrote('scheduler: collecting');
  process.kill(postgresPid(), 'SIGKILL');
  await app.wrote('the database runs again');
  await collectedAfter(Date.now());
});

test('a folder serves one instance at a time', async () => {
  await start().wrote('scheduler: collecting');
  const second = start({ PORT: String(await freePort()) });
  expect(await second.ended).toBe(1);
  expect(second.output()).toBe(
    `another running instance uses ${dataDir}: stop it, or set DATA_DIR to another folder\n`,
  );
  expect((await health()).database.reachable).toBe(true);
});

test('of two first starts at once in a fresh folder one runs, and the other says so', async () => {
  const fresh = mkdtempSync(join(tmpdir(), 'tracker-fresh-'));
  const both = await Promise.all(
    [1, 2].map(async () => start({ DATA_DIR: fresh, PORT: String(await freePort()), SCHEDULER: 'off' })),
  );
  const loser = await Promise.race(both.map((app) => app.ended.then(() => app)));
  const winner = both.find((app) => app !== loser);
  await winner?.wrote('ready: ');
  expect(await loser.ended).toBe(1);
  expect(loser.output().trimEnd().split('\n').at(-1)).toBe(
    `another running instance uses ${fresh}: stop it, or set DATA_DIR to another folder`,
  );
  expect(`${loser.output()}${winner?.output()}`.match(/^admin token: /gm)).toHaveLength(1);
  winner?.process.kill('SIGTERM');
  expect(await winner?.ended).toBe(0);
  rmSync(fresh, { recursive: true, force: true });
});

test('waits for a database that does not answer yet, and says so without its password', async () => {
  const elsewhere = mkdtempSync(join(tmpdir(), 'tracker-elsewhere-'));
  const before = await startEmbedded({ dataDir: elsewhere });
  await before.stop();
  const app = start({ DATABASE_URL: before.url });
  await app.wrote('trying again every few seconds');
  expect(app.output()).toContain(
    `cannot reach ${before.url.replace(/:[^:@/]+@/, ':***@')} (connect ECONNREFUSED`,
  );
  const refused = await fetch(`http://127.0.0.1:${port}/api/list-metrics`);
  expect(refused.status).toBe(503);

  const postgres = await startEmbedded({ dataDir: elsewhere });
  await app.wrote('migrations: applied');
  await collectedAfter(0);
  app.process.kill('SIGINT');
  expect(await app.ended).toBe(0);
  await postgres.stop();
  rmSync(elsewhere, { recursive: true, force: true });
});

test('emails with links that only this machine can open stay in the mailbox, and the start says so', async () => {
  const app = start({ RESEND_API_KEY: 're_start', MAIL_FROM: 'alerts@metrics.fi', SCHEDULER: 'off' });
  await app.wrote('email: RESEND_API_KEY is set, but APP_URL is not');
  await app.wrote(`mailbox: http://localhost:${port}/mailbox?token=`);
});
