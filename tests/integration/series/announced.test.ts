import { afterEach, beforeEach, expect, test } from 'vitest';
import { postgresReader } from '@/lib/series/postgres/postgres-reader';
import { readSnapshot } from '@/lib/series/postgres/read-snapshot';
import { collectAt } from '@/tests/support/collector';
import { type TestDatabase, testDatabase } from '@/tests/support/database';
import { startRecordedExchange } from '@/tests/support/exchange/recorded-exchange';
import type { LoopbackExchange } from '@/tests/support/exchange/server';

const SLOT_MS = Date.UTC(2026, 10, 24, 12);
const INTERVAL_MS = 300_000;

let database: TestDatabase;
let okx: LoopbackExchange;
beforeEach(async () => {
  database = await testDatabase();
  okx = await startRecordedExchange('okx');
});
afterEach(async () => {
  await database.drop();
  await okx.close();
});

/** How many queries asked for the whole table of statistics. */
function countReads(): () => number {
  let reads = 0;
  database.pool.on('connect', (client) => {
    const query = client.query.bind(client);
    Object.assign(client, {
      query: (...args: Parameters<typeof query>) => {
        const asked: unknown = args[0];
        const text = typeof asked === 'string' ? asked : JSON.stringify(asked);
        if (text.includes('FROM dimension_stats ORDER BY')) reads += 1;
        return query(...args);
      },
    });
  });
  return () => reads;
}

test('readers get what a collection has written without reading it again, and it is the same', async () => {
  const reads = countReads();
  const reader = postgresReader(database.pool, () => SLOT_MS);
  const collect = (slot: number) =>
    collectAt({
      pool: database.pool,
      sourceUrls: { okx: okx.origin },
      nowMs: SLOT_MS + slot * INTERVAL_MS,
      intervalMs: INTERVAL_MS,
    });
  await collect(0);
  expect((await reader.snapshot()).dimensions.length).toBeGreaterThan(100);
  expect(reads()).toBeGreaterThan(0);
  for (const slot of [1, 2]) {
    await collect(slot);
    const before = reads();
    const handed = await reader.snapshot();
    expect(reads()).toBe(before);
    expect(handed).toEqual(await readSnapshot(database.pool));
    expect(handed.collection?.slotMs).toBe(SLOT_MS + slot * INTERVAL_MS);
  }
});

test('what is written into the past afterwards is read', async () => {
  let nowMs = SLOT_MS;
  const reader = postgresReader(database.pool, () => nowMs);
  await collectAt({ pool: database.pool, sourceUrls: { okx: okx.origin }, nowMs });
  await reader.snapshot();
  await database.pool.query('UPDATE collection SET revision = revision + 1');
  await database.pool.query(
    'UPDATE dimension_stats SET latest = array_fill(42::float8, ARRAY[cardinality(latest)])',
  );
  nowMs += 10_000;
  const snapshot = await reader.snapshot();
  expect(snapshot.collection?.revision).toBe(1);
  expect(snapshot.stats.latest[0]).toBe(42);
});
