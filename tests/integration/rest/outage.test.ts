import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { pool } from '@/lib/platform/database';
import { seriesReader } from '@/lib/series';
import { type TestDatabase, testDatabase } from '@/tests/support/database';
import { serveApi, type TestServer } from '@/tests/support/server';
import { CLOSED_MS, seed } from './seed';

let database: TestDatabase;
let server: TestServer;

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: CLOSED_MS });
  database = await testDatabase();
  await seed(database.pool);
  server = await serveApi(database.url);
});

afterAll(async () => {
  await server.close();
  vi.useRealTimers();
});

afterEach(() => vi.restoreAllMocks());

const METRICS = '/api/metrics?metric=price&dimension=kraken:BTC-USD';

test('a fault of ours is opaque outside', async () => {
  vi.spyOn(seriesReader(), 'snapshot').mockRejectedValue(new Error('password=hunter2 in /etc/secret'));
  const response = await fetch(`${server.origin}${METRICS}`);
  expect(response.status).toBe(500);
  const body = await response.text();
  expect(body).not.toMatch(/hunter2|etc|snapshot/);
  expect(JSON.parse(body).detail).toMatch(
    /^Something went wrong here, not in your request\..*report [0-9a-f-]{36}\.$/,
  );
});

test('without its database the API says so, and says when to come back', async () => {
  expect((await fetch(`${server.origin}${METRICS}`)).status).toBe(200);
  await database.drop();
  // What was read before is known to be the last for five seconds only.
  vi.setSystemTime(CLOSED_MS + 6_000);
  for (const path of [METRICS, '/api/rankings?metric=price', '/api/list-metrics']) {
    const response = await fetch(`${server.origin}${path}`);
    expect(response.status).toBe(503);
    expect(response.headers.get('content-type')).toMatch('application/problem+json');
    expect(response.headers.get('retry-after')).toBe('5');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect((await response.json()).detail).toBe(
      'The database cannot be reached now: send the same request again later.',
    );
  }
  const health = await fetch(`${server.origin}/api/health`);
  expect(health.status).toBe(503);
  expect(health.headers.get('cache-control')).toBe('no-store');
  expect(await health.json()).toMatchObject({
    status: 'down',
    summary: 'The database does not answer.',
    database: { reachable: false },
    collection: null,
  });
  const status = await fetch(`${server.origin}/api/status`);
  expect(status.status).toBe(200);
  expect(await status.json()).toMatchObject({
    version: null,
    collection: null,
    trouble: { title: 'The database does not answer' },
  });
  await pool().end();
});
