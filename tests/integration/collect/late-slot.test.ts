import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { rollUpFinishedHours } from '@/lib/series';
import { collectAt } from '@/tests/support/collector';
import { type TestDatabase, testDatabase } from '@/tests/support/database';
import { startRecordedExchange } from '@/tests/support/exchange/recorded-exchange';
import type { LoopbackExchange } from '@/tests/support/exchange/server';

const HOUR_MS = Date.UTC(2026, 10, 24, 12, 0);
const SLOT_MS = HOUR_MS + 55 * 60_000;
const hour = { fromMs: HOUR_MS, nowMs: HOUR_MS + 65 * 60_000, intervalMs: 300_000 };

let okx: LoopbackExchange;
let database: TestDatabase;

beforeAll(async () => {
  okx = await startRecordedExchange('okx');
});
afterAll(() => okx.close());
beforeEach(async () => {
  database = await testDatabase();
  await collect(HOUR_MS);
});
afterEach(() => database.drop());

const collect = (nowMs: number, onStep?: (step: string) => void | Promise<void>) =>
  collectAt({ pool: database.pool, sourceUrls: { okx: okx.origin }, nowMs, ...(onStep && { onStep }) });

const rollUp = () => rollUpFinishedHours(database.pool, hour);

/** Of the last slot of the hour and of all of it: how many values of the price the hour knows of. */
async function pricesInHour(): Promise<number[]> {
  const { rows } = await database.pool.query<{ count: number }>(
    'SELECT DISTINCT cells[1]::int AS count FROM rollup_hour WHERE hour = $1',
    [new Date(HOUR_MS)],
  );
  return rows.map(({ count }) => count);
}

async function isLockedOut(): Promise<boolean> {
  const { rowCount } = await database.pool.query(
    `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
  );
  return rowCount !== 0;
}

test('a slot that is written after its hour was rolled up has it rolled up again', async () => {
  expect(await rollUp()).toBe(1);
  expect(await pricesInHour()).toEqual([1]);
  await collect(SLOT_MS);
  expect(await rollUp()).toBe(1);
  expect(await pricesInHour()).toEqual([2]);
  expect(await rollUp()).toBe(0);
});

test('a slot that is being written as its hour is rolled up is part of it', async () => {
  let rolling: Promise<number> | undefined;
  await collect(SLOT_MS, async (step) => {
    if (step !== 'commit') return;
    let isDone = false;
    rolling = rollUp().finally(() => {
      isDone = true;
    });
    while (!isDone && !(await isLockedOut())) await sleep(20);
  });
  expect(await rolling).toBe(1);
  expect(await pricesInHour()).toEqual([2]);
});
