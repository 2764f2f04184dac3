import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { pool } from '@/lib/platform/database';
import { type TestDatabase, testDatabase } from '@/tests/support/database';
import { serveApi, type TestServer } from '@/tests/support/server';
import { CLOSED_MS, seed } from './seed';

const CONNECTIONS = 4;

let database: TestDatabase;
let server: TestServer;

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: CLOSED_MS });
  database = await testDatabase();
  await seed(database.pool);
  server = await serveApi(database.url, { DATABASE_POOL_SIZE: String(CONNECTIONS) });
});
afterAll(async () => {
  await server.close();
  await pool().end();
  await database.drop();
  vi.useRealTimers();
});

/** Ten times as many readers as connections, each with a question of its own that needs one. */
const crowd = (round: string) =>
  Promise.all(
    Array.from({ length: 10 * CONNECTIONS }, (_, i) => {
      const from = new Date(CLOSED_MS - 3_600_000 - i * 1000).toISOString();
      const to = new Date(CLOSED_MS).toISOString();
      const query = new URLSearchParams({ metric: 'price', dimension: 'kraken:BTC-USD', from, to });
      return fetch(`${server.origin}/api/metrics?${query}`, { headers: { 'x-round': round } });
    }),
  );

test('a crowd queues for the connections, and is served', async () => {
  const answers = await crowd('well');
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  expect(pool().totalCount).toBeLessThanOrEqual(CONNECTIONS);
  expect(pool().waitingCount).toBe(0);
});

test('where the database does not come to an end, each is told to come again, and none is left waiting', async () => {
  await database.pool.query('UPDATE collection SET revision = revision + 1');
  vi.setSystemTime(CLOSED_MS + 6_000);
  await fetch(`${server.origin}/api/list-metrics`);
  const holder = await database.pool.connect();
  await holder.query('BEGIN; LOCK TABLE observation IN ACCESS EXCLUSIVE MODE');
  const answers = await crowd('stuck');
  for (const answer of answers) {
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('5');
  }
  expect(pool().waitingCount).toBe(0);
  expect(pool().totalCount).toBeLessThanOrEqual(CONNECTIONS);
  await holder.query('ROLLBACK');
  holder.release();
  const after = await crowd('well again');
  expect(new Set(after.map(({ status }) => status))).toEqual(new Set([200]));
});
