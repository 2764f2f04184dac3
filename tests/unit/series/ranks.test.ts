import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rankAll, rankDescending } from '@/lib/series/ranks';
import { emptyStats } from '@/lib/series/stats-table';
import type { Metric } from '@/lib/series/types';

const SLOT_MS = Date.UTC(2026, 10, 24, 12, 0);
const INTERVAL_MS = 300_000;

const metric = (position: number, hasRatio: boolean): Metric => ({
  position,
  name: `m${position}`,
  label: 'a metric',
  unit: '1',
  description: 'for tests',
  hasRatio,
});

/** Rank by counting: one more than the number of larger values. */
const bruteForce = (values: readonly number[]) =>
  values.map((value) => (Number.isNaN(value) ? 0 : 1 + values.filter((other) => other > value).length));

const ranksOf = (values: number[]) => {
  const ranks = new Int32Array(values.length);
  rankDescending(Float64Array.from(values), ranks);
  return [...ranks];
};

describe('ranks', () => {
  test('1 is the largest, ties share a place, and the next place counts them', () => {
    expect(ranksOf([5, 9, 5, 1, Number.NaN])).toEqual([2, 1, 2, 4, 0]);
  });

  test('agree with counting the larger values, ties and absent values included', () => {
    const value = fc.oneof(
      fc.constantFrom(0, 1, 2, Number.NaN, Number.POSITIVE_INFINITY),
      fc.double({ min: 0, noNaN: true }),
    );
    fc.assert(
      fc.property(fc.array(value, { maxLength: 200 }), (values) => {
        expect(ranksOf(values)).toEqual(bruteForce(values));
      }),
    );
  });
});

describe('a table of statistics', () => {
  const ranked = (rows: { atMs?: number; count?: number; mean?: number; m2?: number }[], hasRatio = true) => {
    const stats = emptyStats(
      Int32Array.from(rows, (_, i) => i + 1),
      1,
    );
    rows.forEach(({ atMs = SLOT_MS, count = 13, mean = 10, m2 = 12 }, row) => {
      stats.atMs[row] = atMs;
      stats.count[row] = count;
      stats.mean[row] = mean;
      stats.m2[row] = m2;
    });
    rankAll(stats, [metric(1, hasRatio)], SLOT_MS, INTERVAL_MS);
    return { stddev: [...stats.stddevRank], cv: [...stats.cvRank] };
  };

  test('is ranked by deviation, and by deviation over mean beside it', () => {
    expect(
      ranked([
        { mean: 100, m2: 48 },
        { mean: 1, m2: 12 },
      ]),
    ).toEqual({ stddev: [1, 2], cv: [2, 1] });
  });

  test('leaves out a series of fewer than 12 observations', () => {
    expect(ranked([{ count: 11 }, { count: 12 }])).toEqual({ stddev: [0, 1], cv: [0, 1] });
  });

  test('leaves out a market unseen for three slots', () => {
    const rows = [{ atMs: SLOT_MS - 3 * INTERVAL_MS }, { atMs: SLOT_MS - 2 * INTERVAL_MS }];
    expect(ranked(rows)).toEqual({ stddev: [0, 1], cv: [0, 1] });
  });

  test('has no rank by deviation over mean where the metric has no ratio, or the mean is not positive', () => {
    expect(ranked([{}, {}], false)).toEqual({ stddev: [1, 1], cv: [0, 0] });
    expect(ranked([{ mean: 0 }, { mean: -1 }])).toEqual({ stddev: [1, 1], cv: [0, 0] });
  });
});
