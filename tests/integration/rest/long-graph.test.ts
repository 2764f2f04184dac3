import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HOUR_MS, MINUTE_MS } from '@/lib/model/time';
import { withTransaction } from '@/lib/platform/database';
import { graphSpan } from '@/lib/queries/graph-span';
import { readGraph } from '@/lib/queries/read-graph';
import { appendHistory, lockStatistics, type Metric, rollUpFinishedHours } from '@/lib/series';
import { postgresReader } from '@/lib/series/postgres/postgres-reader';
import { type TestDatabase, testDatabase } from '@/tests/support/database';
import { enter, rowsOf } from '@/tests/support/series-world';

/** Ninety days that hold the change to winter time in Europe and in America. */
const LAST_SLOT_MS = Date.UTC(2026, 10, 24, 9, 35);
const INTERVAL_MS = 5 * MINUTE_MS;
const DAYS = { '7d': 7, '30d': 30, '90d': 90 } as const;

/** A price with a daily shape; every 17th hour is a gap, and so are two whole days. */
function priceAt(atMs: number): number | null {
  const hour = Math.floor(atMs / HOUR_MS);
  if (hour % 17 === 0 || (hour % 720 > 600 && hour % 720 < 648)) return null;
  return 100 + 20 * Math.sin(atMs / 13_751_234) + ((atMs / INTERVAL_MS) % 7);
}

const slots = Array.from({ length: 91 * 288 }, (_, i) => LAST_SLOT_MS - i * INTERVAL_MS)
  .reverse()
  .flatMap((atMs) => {
    const value = priceAt(atMs);
    return value === null ? [] : [{ atMs, value }];
  });

// Zones of whole hours, half hours and three quarters, with and without daylight saving.
const ZONES = ['UTC', 'Asia/Kathmandu', 'America/St_Johns', 'Australia/Lord_Howe'];

describe.each(ZONES)('with Postgres in the zone %s', (zone) => {
  let database: TestDatabase;
  let metrics: Metric[];

  beforeAll(async () => {
    database = await testDatabase();
    const name = new URL(database.url).pathname.slice(1);
    await database.pool.query(`ALTER DATABASE ${name} SET timezone = '${zone}'`);
    const client = await database.pool.connect();
    client.release(true);
    const world = await enter(database.pool, ['price'], ['A']);
    metrics = world.metrics;
    const id = world.ids[0] ?? 0;
    await withTransaction(database.pool, async (connection) => {
      await lockStatistics(connection);
      const seen = slots.map(({ atMs, value }) => ({ id, atMs, values: [value] }));
      await appendHistory(connection, rowsOf(seen, metrics.length));
    });
    await rollUpFinishedHours(database.pool, {
      fromMs: LAST_SLOT_MS - 91 * 24 * HOUR_MS,
      nowMs: LAST_SLOT_MS,
      intervalMs: INTERVAL_MS,
    });
    await database.pool.query(
      `INSERT INTO collection (slot, interval_seconds, started_at, closed_at) VALUES ($1, 300, $1, $1)`,
      [new Date(LAST_SLOT_MS)],
    );
    // As maintenance leaves it: observations are kept for two days, hours for ninety.
    await database.pool.query('DELETE FROM observation WHERE at < $1', [
      new Date(Math.floor((LAST_SLOT_MS - 48 * HOUR_MS) / HOUR_MS) * HOUR_MS),
    ]);
  });

  afterAll(() => database.drop());

  test.each([
    ['7d', 'PT1H', 1],
    ['30d', 'PT2H', 2],
    ['90d', 'PT6H', 6],
  ] as const)(
    'the graph of %s has what its raw values say, by %s, without a seam',
    async (range, resolution, hours) => {
      const reader = postgresReader(database.pool, () => LAST_SLOT_MS);
      const snapshot = await reader.snapshot();
      const span = graphSpan({ range }, LAST_SLOT_MS);
      const graph = await readGraph(reader, snapshot.dimensions[0]?.id ?? 0, 1, span, snapshot);
      const lengthMs = hours * HOUR_MS;
      const beginMs = Math.floor((LAST_SLOT_MS - DAYS[range] * 24 * HOUR_MS) / lengthMs) * lengthMs;
      const expected = new Map<number, number[]>();
      for (const { atMs, value } of slots) {
        const at = Math.floor(atMs / lengthMs) * lengthMs;
        if (atMs >= beginMs) expected.set(at, [...(expected.get(at) ?? []), value]);
      }
      expect(graph.resolution).toBe(resolution);
      expect(graph.points.length).toBeLessThanOrEqual(500);
      expect(graph.points.map(({ at }) => Date.parse(at))).toEqual([...expected.keys()]);
      for (const { at, value, min, max } of graph.points) {
        const raw = expected.get(Date.parse(at)) ?? [];
        expect([min, max]).toEqual([Math.min(...raw), Math.max(...raw)]);
        expect(value).toBeCloseTo(raw.reduce((sum, each) => sum + each, 0) / raw.length, 9);
      }
    },
  );
});
