import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MINUTE_MS } from '@/lib/model/time';
import { type Metric, type StatsTable, syncMetrics } from '@/lib/series';
import { type TestDatabase, testDatabase } from '@/tests/support/database';
import { enter, record, storedStats } from '@/tests/support/series-world';

const START_MS = Date.UTC(2026, 10, 24);
const INTERVAL_MS = 30 * MINUTE_MS;
const SLOTS = 110;

let database: TestDatabase;
let metrics: Metric[];
let ids: number[];

beforeAll(async () => {
  database = await testDatabase();
  ({ metrics, ids } = await enter(database.pool, ['price', 'volume'], ['A', 'B', 'C']));
});

afterAll(() => database.drop());

function slot(atMs: number, values: (number[] | null)[]): Promise<StatsTable> {
  const seen = ids.flatMap((id, i) => (values[i] ? [{ id, values: values[i] }] : []));
  return record(database.pool, metrics, { atMs, intervalMs: INTERVAL_MS }, seen);
}

interface Recomputed {
  id: number;
  position: number;
  count: number;
  mean: number;
  stddev: number;
}

/** The same statistics as SQL computes them from the raw observations. */
async function recomputed(): Promise<Recomputed[]> {
  const { rows } = await database.pool.query<Recomputed>(`
    SELECT s.dimension_id AS id, v.position::int, count(v.value)::int AS count, avg(v.value) AS mean,
           stddev_samp(v.value) AS stddev
    FROM dimension_stats s
    JOIN observation o ON o.dimension_id = s.dimension_id AND o.at >= s.at - interval '24 hours' AND o.at < s.at
    CROSS JOIN unnest(o.values) WITH ORDINALITY AS v (value, position)
    GROUP BY 1, 2 HAVING count(v.value) > 1 ORDER BY 1, 2`);
  return rows;
}

describe('slots recorded one after the other', () => {
  let last: StatsTable;

  beforeAll(async () => {
    // Two days and more: full windows, a market away for hours, one away for over a day, unknown values.
    for (let i = 0; i < SLOTS; i++) {
      const wave = Math.sin(i / 7);
      last = await slot(START_MS + i * INTERVAL_MS, [
        [100 + wave, i % 5 === 0 ? Number.NaN : 1e6 + i],
        i % 20 > 12 ? null : [0.0001 * (2 + wave), 5],
        i > 40 && i < 95 ? null : [7, Number.NaN],
      ]);
    }
  });

  test('leave what recomputing all raw observations gives', async () => {
    const expected = await recomputed();
    expect(expected.length).toBe(5);
    for (const { id, position, count, mean, stddev } of expected) {
      const cell = ids.indexOf(id) * metrics.length + position - 1;
      expect(last.count[cell]).toBe(count);
      expect((last.mean[cell] ?? 0) / mean).toBeCloseTo(1, 12);
      expect(Math.sqrt((last.m2[cell] ?? 0) / (count - 1))).toBeCloseTo(stddev, 9);
    }
  });

  test('are read back from Postgres to the last bit', async () => {
    expect(await storedStats(database.pool, metrics)).toEqual(last);
  });

  test('keep each observation once, NULL where a value was unknown', async () => {
    const { rows } = await database.pool.query(
      'SELECT count(*)::int AS count, count(*) FILTER (WHERE values[2] IS NULL)::int AS unknown FROM observation',
    );
    const seen = { a: SLOTS, b: SLOTS - 5 * 7, c: SLOTS - 54 };
    expect(rows[0]).toEqual({ count: seen.a + seen.b + seen.c, unknown: 22 + seen.c });
  });

  test('drop a market unseen for a day from the statistics, and keep when it was last seen', async () => {
    const before = START_MS + (SLOTS - 1) * INTERVAL_MS;
    await slot(before + 25 * 60 * MINUTE_MS, [[100, 1], null, null]);
    expect([...(await storedStats(database.pool, metrics)).dimensionIds]).toEqual([ids[0]]);
    const { rows } = await database.pool.query('SELECT last_seen_at AS at FROM dimension WHERE id = $1', [
      ids[2],
    ]);
    expect(rows[0].at.getTime()).toBe(before);
  });
});

test('a metric added later gets the next position, and a definition may change its words', async () => {
  const words = { label: 'Price', unit: 'USD', description: 'changed', hasRatio: true };
  const more = await syncMetrics(database.pool, [
    { ...words, name: 'price' },
    { ...words, name: 'spread' },
  ]);
  expect(more.map(({ name, position, label }) => [name, position, label])).toEqual([
    ['price', 1, 'Price'],
    ['volume', 2, 'volume'],
    ['spread', 3, 'Price'],
  ]);
});
