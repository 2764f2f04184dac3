import { afterEach, beforeEach, expect, test } from 'vitest';
import { dimensionName } from '@/lib/model/market-name';
import { readSnapshot } from '@/lib/series/postgres/read-snapshot';
import { collectAt } from '@/tests/support/collector';
import { type TestDatabase, testDatabase } from '@/tests/support/database';
import { startRecordedExchange } from '@/tests/support/exchange/recorded-exchange';
import type { LoopbackExchange } from '@/tests/support/exchange/server';

const SLOT_MS = Date.UTC(2026, 10, 24, 12);

let database: TestDatabase;
let okx: LoopbackExchange;
beforeEach(async () => {
  database = await testDatabase();
  okx = await startRecordedExchange('okx');
  await collect(0);
});
afterEach(async () => {
  await database.drop();
  await okx.close();
});

const collect = (slot: number) =>
  collectAt({ pool: database.pool, sourceUrls: { okx: okx.origin }, nowMs: SLOT_MS + slot * 300_000 });

const enter = (name: string) =>
  database.pool.query(
    `INSERT INTO dimension (name, exchange, base, quote, first_seen_at, last_seen_at)
     VALUES ($1, 'okx', 'NEW', 'USD', now(), now())`,
    [`okx:${name}`],
  );

test('the markets known are taken for the next snapshot, which is the one that is read whole', async () => {
  const known = await readSnapshot(database.pool);
  await collect(1);
  const next = await readSnapshot(database.pool, known);
  expect(next.dimensions).toBe(known.dimensions);
  expect(next.collection?.slotMs).toBe(SLOT_MS + 300_000);
  expect(next).toEqual(await readSnapshot(database.pool));
});

test('a market that has left the statistics stays, as it was seen last', async () => {
  const known = await readSnapshot(database.pool);
  await database.pool.query(
    `WITH gone AS (DELETE FROM dimension_stats WHERE dimension_id % 3 = 0 RETURNING dimension_id, at)
     UPDATE dimension d SET last_seen_at = gone.at FROM gone WHERE d.id = gone.dimension_id`,
  );
  const next = await readSnapshot(database.pool, known);
  expect(next.rowOf.size).toBeLessThan(known.rowOf.size);
  expect(next).toEqual(await readSnapshot(database.pool));
});

test('a market that has come, or come for another, is read', async () => {
  const known = await readSnapshot(database.pool);
  await enter('FIRST-USD');
  const more = await readSnapshot(database.pool, known);
  expect(more.dimensionByName.has('okx:FIRST-USD')).toBe(true);
  await database.pool.query(`DELETE FROM dimension WHERE name = 'okx:FIRST-USD'`);
  await enter('SECOND-USD');
  const other = await readSnapshot(database.pool, more);
  expect(other.dimensions).toHaveLength(more.dimensions.length);
  expect(other).toEqual(await readSnapshot(database.pool));
});

test('names of before they were checked are read, without what a terminal would obey, and are collected on', async () => {
  const old = ['\u001b[31mRED\u0007', 'X'.repeat(6000), 'B\u202eAD', '__proto__', '\ufeff'];
  await database.pool.query(
    `INSERT INTO dimension (name, exchange, base, quote, first_seen_at, last_seen_at)
     SELECT name, 'okx', base, 'USD', now(), now() FROM unnest($1::text[], $2::text[]) AS old (name, base)`,
    [old.map((base) => dimensionName('okx', base, 'USD')), old],
  );
  await database.pool.query(`UPDATE market_list SET markets = markets || $1::jsonb WHERE exchange = 'okx'`, [
    JSON.stringify(old.map((base) => ({ id: base, symbol: `${base}/USD`, base, quote: 'USD' }))),
  ]);
  expect(await collect(1)).toMatchObject({ state: 'collected', sources: [{ state: 'accepted' }] });
  const { dimensions } = await readSnapshot(database.pool);
  const bases = dimensions.filter(({ quote }) => quote === 'USD').map(({ base }) => base);
  expect(bases).toEqual(expect.arrayContaining(['�[31mRED�', `${'X'.repeat(64)}…`, 'B�AD', '__proto__']));
  for (const { base } of dimensions) expect(base).toMatch(/^[^\p{C}]*$/u);
});
