import { afterEach, beforeEach, expect, test } from 'vitest';
import { backfillOnFirstStart } from '@/lib/collect/backfill';
import { parseEnv } from '@/lib/platform/env';
import { createLog } from '@/lib/platform/log';
import { type TestDatabase, testDatabase } from '@/tests/support/database';
import type { LoopbackExchange } from '@/tests/support/exchange/server';
import { startCandleExchange } from './candle-exchange';
import { closeOf, collectOnce, marketsOf, NOW_MS, SLOT_MS, STEP_MS } from './world';

const markets = marketsOf('okx', 3);
let database: TestDatabase;
let exchange: LoopbackExchange;
let lines: string[];

beforeEach(async () => {
  database = await testDatabase();
  exchange = await startCandleExchange('okx', { close: closeOf, nowMs: NOW_MS });
  lines = [];
});
afterEach(async () => {
  await exchange.close();
  await database.drop();
});

function start(
  settings: Record<string, string> = {},
  more: { sleep?: () => Promise<void>; nowMs?: number } = {},
) {
  const { nowMs = NOW_MS, sleep } = more;
  return backfillOnFirstStart({
    signal: new AbortController().signal,
    settings: parseEnv({
      SOURCES: 'okx',
      SOURCE_URLS: JSON.stringify({ okx: exchange.origin }),
      ...settings,
    }),
    database: database.pool,
    logger: createLog('info', { write: (line) => void lines.push(JSON.parse(line).msg) }),
    clock: () => nowMs,
    ...(sleep && { sleep }),
  });
}

test('it waits for the first collection, and then fills a day in', async () => {
  let looks = 0;
  const sleep = async () => {
    looks += 1;
    if (looks === 2) await collectOnce(database.pool, markets);
  };
  expect(await start({}, { sleep })).toEqual({ markets: 3, prices: 3 * 288 });
  expect(looks).toBe(2);
  expect(lines).toEqual([
    'backfill: fetching the prices of the last 24 hours of the most traded markets',
    'backfill: going on',
    'backfill: done',
  ]);
});

test('a second start in the first day goes on with it, one later does nothing', async () => {
  await collectOnce(database.pool, markets);
  await start();
  expect(await start()).toEqual({ markets: 3, prices: 0 });
  const day = 288 * STEP_MS;
  await collectOnce(database.pool, markets, SLOT_MS + day);
  expect(await start({}, { nowMs: NOW_MS + day })).toBe(null);
});

test('BACKFILL=off, and it does nothing', async () => {
  await collectOnce(database.pool, markets);
  expect(await start({ BACKFILL: 'off' })).toBe(null);
  expect(exchange.requests).toEqual([]);
});

test('what goes wrong is said, and costs nothing else', async () => {
  await collectOnce(database.pool, markets);
  await database.pool.query('DROP TABLE observation');
  expect(await start()).toBe(null);
  expect(lines.at(-1)).toBe('the backfill ended; `npm run backfill` goes on with it');
});
