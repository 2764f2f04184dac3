import { afterAll, beforeAll, expect, test } from 'vitest';
import { MINUTE_MS } from '@/lib/model/time';
import { withTransaction } from '@/lib/platform/database';
import {
  appendHistory,
  lockStatistics,
  type Metric,
  refreshStatistics,
  rollUpFinishedHours,
} from '@/lib/series';
import { postgresReader } from '@/lib/series/postgres/postgres-reader';
import { type TestDatabase, testDatabase } from '@/tests/support/database';
import { HOUR_COLUMNS } from '@/tests/support/hour-columns';
import { enter, record, rowsOf, type Seen, storedStats } from '@/tests/support/series-world';

const START_MS = Date.UTC(2026, 2, 28);
const INTERVAL_MS = 10 * MINUTE_MS;
const SLOTS = 200;

let live: TestDatabase;
let imported: TestDatabase;
let metrics: Metric[];
let ids: number[];
const kept: (Seen & { atMs: number })[] = [];

beforeAll(async () => {
  live = await testDatabase();
  imported = await testDatabase();
  ({ metrics, ids } = await enter(live.pool, ['price', 'volume'], ['A', 'B']));
  await enter(imported.pool, ['price', 'volume'], ['A', 'B']);
  for (let i = 0; i < SLOTS; i++) {
    const atMs = START_MS + i * INTERVAL_MS;
    const seen = ids
      .filter((_, n) => (i + n) % 11 !== 0)
      .map((id) => ({ id, values: [id * (10 + Math.sin(i)), i % 4 === 0 ? Number.NaN : i] }));
    await record(live.pool, metrics, { atMs, intervalMs: INTERVAL_MS }, seen);
    kept.push(...seen.map((each) => ({ ...each, atMs })));
  }
});

afterAll(async () => {
  await live.drop();
  await imported.drop();
});

const lastSlotMs = START_MS + (SLOTS - 1) * INTERVAL_MS;

function append(observations: typeof kept): Promise<number> {
  return withTransaction(imported.pool, async (client) => {
    await lockStatistics(client);
    return appendHistory(client, rowsOf(observations, metrics.length));
  });
}

function refresh(): Promise<void> {
  return withTransaction(imported.pool, async (client) => {
    await lockStatistics(client);
    const range = { slotMs: lastSlotMs, intervalMs: INTERVAL_MS };
    await refreshStatistics(client, Int32Array.from(ids), metrics, range);
  });
}

/** One metric at a time, newest first, in parts: as an import may bring them. */
async function importAll(): Promise<number> {
  const only = (column: number) =>
    kept.map((each) => ({ ...each, values: each.values.map((v, i) => (i === column ? v : Number.NaN)) }));
  let written = 0;
  for (const part of [only(1), only(0)]) {
    const backwards = part.toReversed();
    for (let i = 0; i < backwards.length; i += 70) written += await append(backwards.slice(i, i + 70));
  }
  return written;
}

test('history gives the statistics that collecting slot by slot gives', async () => {
  expect(await importAll()).toBeGreaterThan(kept.length);
  await refresh();
  const expected = await storedStats(live.pool, metrics);
  const actual = await storedStats(imported.pool, metrics);
  for (const field of ['dimensionIds', 'atMs', 'latest', 'count', 'stddevRank', 'cvRank'] as const) {
    expect(actual[field]).toEqual(expected[field]);
  }
  expected.mean.forEach((mean, cell) => {
    expect(actual.mean[cell]).toBeCloseTo(mean, 9);
    expect(actual.m2[cell]).toBeCloseTo(expected.m2[cell] ?? Number.NaN, 6);
  });
});

test('the same history again changes nothing', async () => {
  expect(await importAll()).toBe(0);
});

interface Hour {
  hour: Date;
  dimension_id: number;
  count: number[];
  mean: (number | null)[];
  min: (number | null)[];
  max: (number | null)[];
  last: (number | null)[];
}

const hours = async () =>
  (await imported.pool.query<Hour>(`SELECT * FROM ${HOUR_COLUMNS} h ORDER BY dimension_id, hour`)).rows;

test('finished hours are rolled up once, from their observations', async () => {
  const roll = (nowMs: number) =>
    rollUpFinishedHours(imported.pool, { fromMs: START_MS, nowMs, intervalMs: INTERVAL_MS });
  expect(await roll(START_MS + 2 * 60 * MINUTE_MS + 1)).toBe(1);
  expect(await roll(lastSlotMs + INTERVAL_MS)).toBe(32);
  expect(await roll(lastSlotMs + INTERVAL_MS)).toBe(0);
  for (const row of await hours()) {
    const inside = kept.filter(
      ({ id, atMs }) => id === row.dimension_id && atMs - (atMs % 3_600_000) === row.hour.getTime(),
    );
    for (const column of [0, 1]) {
      const values = inside.map(({ values: of }) => of[column] ?? Number.NaN).filter((v) => !Number.isNaN(v));
      expect(row.count[column]).toBe(values.length);
      expect(row.min[column]).toBe(values.length === 0 ? null : Math.min(...values));
      expect(row.max[column]).toBe(values.length === 0 ? null : Math.max(...values));
      expect(row.last[column]).toBe(values.at(-1) ?? null);
      const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
      if (values.length > 0) expect(row.mean[column]).toBeCloseTo(mean, 9);
    }
  }
});

test('an hour that is written into is rolled up again', async () => {
  const hourMs = START_MS + 5 * 60 * MINUTE_MS;
  await append([{ id: ids[0] ?? 0, atMs: hourMs + MINUTE_MS, values: [1e6, Number.NaN] }]);
  const nowMs = lastSlotMs + INTERVAL_MS;
  const range = { fromMs: START_MS, nowMs, intervalMs: INTERVAL_MS };
  expect(await rollUpFinishedHours(imported.pool, range)).toBe(1);
  const changed = (await hours()).filter(({ max }) => max[0] === 1e6);
  expect(changed.map(({ hour, dimension_id }) => [hour.getTime(), dimension_id])).toEqual([[hourMs, ids[0]]]);
});

test('what is read after a refresh is not what was read before it, within seconds', async () => {
  await imported.pool.query(
    `INSERT INTO collection (slot, interval_seconds, started_at, closed_at) VALUES ($1, 600, $1, $1)`,
    [new Date(lastSlotMs)],
  );
  let nowMs = lastSlotMs;
  const reader = postgresReader(imported.pool, () => nowMs);
  const before = await reader.snapshot();
  await append([{ id: ids[0] ?? 0, atMs: lastSlotMs - MINUTE_MS, values: [3e6, Number.NaN] }]);
  await refresh();
  expect(await reader.snapshot()).toBe(before);
  nowMs += 5_000;
  const after = await reader.snapshot();
  expect(after.collection?.revision).toBe(1);
  expect(after.stats.mean[0]).toBeGreaterThan(before.stats.mean[0] ?? 0);
});
