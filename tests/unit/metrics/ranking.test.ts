import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inSlices } from '@/lib/platform/slices';
import { getRanking, rankingCsv, rankingCsvInPieces } from '@/lib/queries';
import type { Metric, SeriesReader, Snapshot } from '@/lib/series';
import { emptyStats } from '@/lib/series/stats-table';

const PRICE: Metric = { position: 1, name: 'price', label: '', unit: '1', description: '', hasRatio: true };

/** A reader over one metric whose latest values are these. */
function readerOf(latest: readonly number[]): SeriesReader {
  const ids = Int32Array.from(latest, (_, i) => i + 1);
  const stats = emptyStats(ids, 1);
  stats.latest.set(latest);
  stats.count.fill(1);
  stats.atMs.fill(0);
  const dimensions = latest.map((_, i) => ({
    id: i + 1,
    name: `x:${i}-USD`,
    exchange: 'x',
    base: `${i}`,
    quote: 'USD',
  }));
  const snapshot: Snapshot = {
    collection: null,
    metrics: [PRICE],
    metricByName: new Map([['price', PRICE]]),
    dimensions,
    dimensionByName: new Map(dimensions.map((dimension) => [dimension.name, dimension])),
    lastSeenMs: new Map(),
    stats,
    rowOf: new Map(latest.map((_, i) => [i + 1, i])),
    ranked: { stddev: new Int32Array(1), cv: new Int32Array(1) },
  };
  return {
    collection: fail,
    snapshot: async () => snapshot,
    points: fail,
    hourExtremes: fail,
    hours: fail,
    rejected: fail,
  };
}

function fail(): never {
  throw new Error('a ranking reads no series');
}

const values = fc.array(
  fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constant(Number.NaN)),
  {
    maxLength: 200,
  },
);

test('sorted as asked, those without a value last either way, equals in their old order; pages add up', async () => {
  await fc.assert(
    fc.asyncProperty(
      values,
      fc.constantFrom('asc' as const, 'desc' as const),
      fc.integer({ min: 1, max: 50 }),
      async (latest, order, limit) => {
        const reader = readerOf(latest);
        const rows = [];
        for (let offset = 0; offset < latest.length; offset += limit) {
          const page = await getRanking({ metric: 'price', sort: 'latest', order, offset, limit }, reader);
          expect(page.total).toBe(latest.length);
          rows.push(...page.rows);
        }
        const known = latest.map((value, i) => ({ value, i })).filter(({ value }) => !Number.isNaN(value));
        known.sort((a, b) => (order === 'asc' ? a.value - b.value : b.value - a.value) || a.i - b.i);
        const unknown = latest.flatMap((value, i) => (Number.isNaN(value) ? [`x:${i}-USD`] : []));
        expect(rows.map(({ dimension }) => dimension)).toEqual([
          ...known.map(({ i }) => `x:${i}-USD`),
          ...unknown,
        ]);
      },
    ),
  );
});

test('of 10,000 markets every row comes when no limit is wanted', async () => {
  const latest = Array.from({ length: 10_000 }, (_, i) => (i * 7919) % 10_007);
  const { rows } = await getRanking(
    { metric: 'price', sort: 'latest', limit: Number.POSITIVE_INFINITY },
    readerOf(latest),
  );
  expect(rows.map((row) => row.latest)).toEqual([...latest].sort((a, b) => b - a));
});

test.each([0, 1, 99, 100, 101, 350])('CSV in pieces is the same for %i rows', async (count) => {
  const reader = readerOf(Array.from({ length: count }, (_, i) => i + 0.5));
  const ranking = await getRanking({ metric: 'price', limit: Number.POSITIVE_INFINITY }, reader);
  expect(ranking.rows).toHaveLength(count);
  expect(await inSlices(rankingCsvInPieces(ranking))).toBe(rankingCsv(ranking));
});
