import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DAY_MS, HOUR_MS } from '@/lib/model/time';
import { baselineOf, readStats, rollUpFinishedHours, rowIndex } from '@/lib/series';
import { type TestDatabase, testDatabase } from '@/tests/support/database';
import { recompute, tolerance } from '@/tests/support/recompute';
import { collectAt, collectSlots, INTERVAL_MS } from './world';

const SLOTS_A_DAY = DAY_MS / INTERVAL_MS;
const processZone = process.env.TZ;

let database: TestDatabase;

async function inZone(zone: string): Promise<void> {
  process.env.TZ = zone;
  database = await testDatabase();
  const name = new URL(database.url).pathname.slice(1);
  await database.pool.query(`ALTER DATABASE ${name} SET timezone = '${zone}'`);
  const client = await database.pool.connect();
  client.release(true);
}

afterAll(() => {
  if (processZone === undefined) delete process.env.TZ;
  else process.env.TZ = processZone;
});

/** Holds every baseline of prices to one computed from the stored observations of the 24 h before. */
async function expectExact(untilMs: number): Promise<void> {
  const client = await database.pool.connect();
  const stats = await readStats(client, 13);
  client.release();
  const { rows } = await database.pool.query<{ id: number; values: number[] }>(
    `SELECT dimension_id AS id, array_agg(values[1] ORDER BY at) AS values FROM observation
     WHERE at >= $1 AND at < $2 GROUP BY 1`,
    [new Date(untilMs - DAY_MS), new Date(untilMs)],
  );
  const rowOf = rowIndex(stats.dimensionIds);
  expect(rows.length).toBe(20);
  for (const { id, values } of rows) {
    const row = rowOf[id] ?? -1;
    expect(stats.atMs[row]).toBe(untilMs);
    const expected = recompute(values);
    const actual = baselineOf(stats, row, 0);
    expect(actual?.count).toBe(values.length);
    expect(Math.abs((actual?.mean ?? 0) - expected.mean)).toBeLessThanOrEqual(tolerance(expected));
    expect(Math.abs((actual?.stddev ?? 0) - expected.stddev)).toBeLessThanOrEqual(tolerance(expected));
  }
}

const count = async (sql: string, values: unknown[] = []) =>
  (await database.pool.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${sql}`, values)).rows[0]?.n;

describe.each([
  ['a leap day', Date.UTC(2028, 1, 29), 'UTC'],
  ['the day after a leap day', Date.UTC(2028, 2, 1), 'Asia/Kathmandu'],
  ['the end of a year', Date.UTC(2027, 0, 1), 'Pacific/Auckland'],
  ['the change to summer time in Berlin', Date.UTC(2027, 2, 28), 'Europe/Berlin'],
  ['the change to winter time in New York', Date.UTC(2026, 10, 1), 'America/New_York'],
  ['the half hour of Lord Howe', Date.UTC(2026, 9, 4), 'Australia/Lord_Howe'],
])('%s', (_, dayMs, zone) => {
  const fromMs = dayMs - 6 * HOUR_MS;
  const slots = SLOTS_A_DAY + 32;
  const lastMs = fromMs + (slots - 1) * INTERVAL_MS;

  beforeAll(async () => {
    await inZone(zone);
    expect(new Set(await collectSlots(database.pool, fromMs, slots))).toEqual(new Set(['collected']));
  });
  afterAll(() => database.drop());

  test('has every slot once, 24 hours of baseline, and whole hours', async () => {
    expect(await count('collection WHERE closed_at IS NOT NULL')).toBe(slots);
    await expectExact(lastMs);
    const range = { fromMs, nowMs: lastMs + INTERVAL_MS, intervalMs: INTERVAL_MS };
    const hours = Math.floor((lastMs + INTERVAL_MS - 120_000 - fromMs) / HOUR_MS);
    expect(await rollUpFinishedHours(database.pool, range)).toBe(hours);
    expect(await count('rolled_hour')).toBe(hours);
    const { rows } = await database.pool.query<{ hour: Date; id: number; n: number }>(
      `SELECT to_timestamp(floor(extract(epoch FROM at) / 3600) * 3600) AS hour, dimension_id AS id, count(*)::int AS n
       FROM observation WHERE at < $1 GROUP BY 1, 2 ORDER BY 1, 2`,
      [new Date(fromMs + hours * HOUR_MS)],
    );
    expect(rows.length).toBeGreaterThan(hours * 19);
    const rolled = await database.pool.query(
      'SELECT hour, dimension_id AS id, cells[1]::int AS n FROM rollup_hour ORDER BY 1, 2',
    );
    expect(rolled.rows).toEqual(rows);
  });
});

describe('a gap of a week', () => {
  const fromMs = Date.UTC(2026, 10, 2);
  const againMs = fromMs + 20 * INTERVAL_MS + 7 * DAY_MS;

  beforeAll(async () => {
    await inZone('UTC');
    await collectSlots(database.pool, fromMs, 20);
  });
  afterAll(() => database.drop());

  test('begins anew: no baseline, no rank and no alert until there are 12 observations again', async () => {
    await collectSlots(database.pool, againMs, 12);
    const client = await database.pool.connect();
    const before = await readStats(client, 13);
    expect(baselineOf(before, 0, 0)).toBeNull();
    expect(Math.max(...before.stddevRank)).toBe(0);
    await collectSlots(database.pool, againMs + 12 * INTERVAL_MS, 1);
    const after = await readStats(client, 13);
    client.release();
    expect(baselineOf(after, 0, 0)?.count).toBe(12);
    expect(Math.max(...after.stddevRank)).toBeGreaterThan(0);
    expect(await count('alert')).toBe(0);
    await expectExact(againMs + 12 * INTERVAL_MS);
  });
});

describe('a clock that is an hour wrong', () => {
  const fromMs = Date.UTC(2026, 10, 2);
  const slots = 40;
  const at = (slot: number) => fromMs + slot * INTERVAL_MS;

  beforeAll(async () => {
    await inZone('UTC');
    await collectSlots(database.pool, fromMs, slots);
  });
  afterAll(() => database.drop());

  test('fast for three slots: those are set aside, collected when their time comes, and all is exact', async () => {
    expect(await collectSlots(database.pool, at(slots + 4), 3)).toEqual([
      'collected',
      'collected',
      'collected',
    ]);
    const states = await collectSlots(database.pool, at(slots), 10);
    expect(states).toEqual(Array.from({ length: 10 }, () => 'collected'));
    expect(await count('collection WHERE closed_at IS NOT NULL')).toBe(slots + 10);
    await expectExact(at(slots + 9));
  });

  test('slow: nothing is collected twice, and nothing is lost', async () => {
    const before = await count('observation');
    expect(await collectSlots(database.pool, at(slots + 6), 4)).toEqual(['done', 'done', 'done', 'done']);
    expect(await count('observation')).toBe(before);
    expect((await collectAt(database.pool, at(slots + 10) + 2_000)).state).toBe('collected');
    await expectExact(at(slots + 10));
  });
});
