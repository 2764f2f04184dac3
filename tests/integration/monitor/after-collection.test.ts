import type { ServerResponse } from 'node:http';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type TestDatabase, testDatabase } from '@/tests/support/database';
import { startRecordedExchange } from '@/tests/support/exchange/recorded-exchange';
import type { LoopbackExchange } from '@/tests/support/exchange/server';
import { type HeartbeatServer, startHeartbeatServer } from '@/tests/support/heartbeat-server';
import { serveApi, type TestServer } from '@/tests/support/server';

const SECRET = 'a-secret-of-16-characters';
const START_MS = Date.UTC(2026, 10, 24, 12);
const SLOT_MS = 300_000;

let database: TestDatabase;
let server: TestServer;
let exchange: LoopbackExchange;
let heartbeats: HeartbeatServer;
/** The answer to the last heartbeat, which is held back. */
let held: ServerResponse | undefined;

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: START_MS });
  await import('ccxt');
  database = await testDatabase();
  exchange = await startRecordedExchange('bigone');
  heartbeats = await startHeartbeatServer([
    (response) => {
      held = response;
    },
  ]);
  server = await serveApi(database.url, {
    CRON_SECRET: SECRET,
    SOURCES: 'bigone',
    SOURCE_URLS: JSON.stringify({ bigone: exchange.origin }),
    HEARTBEAT_URL: heartbeats.url,
    DATA_DIR: '/nowhere',
  });
});

afterAll(async () => {
  await server.close();
  await exchange.close();
  await heartbeats.close();
  await database.drop();
  vi.useRealTimers();
});

async function collectSlot(slot: number): Promise<{ state: string }> {
  vi.setSystemTime(START_MS + slot * SLOT_MS);
  const response = await fetch(`${server.origin}/api/cron/collect`, {
    headers: { authorization: `Bearer ${SECRET}` },
  });
  return response.json();
}

test('each good collection is one heartbeat, which nobody waits for, and nothing else is any', async () => {
  const first = heartbeats.next();
  // Not answered before the collection is.
  expect(await collectSlot(0)).toMatchObject({ state: 'collected' });
  await first;
  expect(held?.writableEnded).toBe(false);
  held?.end('OK');
  expect(await collectSlot(0)).toMatchObject({ state: 'done' });
  exchange.reply('*', { status: 403, body: '' });
  for (const slot of [1, 2, 3]) {
    expect(await collectSlot(slot)).toMatchObject({ state: 'collected', sources: [{ state: 'failed' }] });
  }
  expect(heartbeats.calls).toHaveLength(1);
});

test('the watch has looked after each collection', async () => {
  const { rows } = await database.pool.query('SELECT subject, recipient FROM mailbox_message');
  expect(rows).toEqual([{ subject: 'bigone fails', recipient: null }]);
});
