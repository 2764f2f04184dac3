import { expect, test } from 'vitest';
import { compileWatches } from '@/lib/alerts/compiled-watches';
import { findUnusual } from '@/lib/alerts/find-unusual';
import type { WatchGroup } from '@/lib/alerts/level';
import { marketsOf } from '@/lib/alerts/markets';
import { turnoverOf } from '@/lib/alerts/turnover';
import type { Dimension, Metric } from '@/lib/series';
import { emptyStats } from '@/lib/series/stats-table';

const METRICS: Metric[] = ['price', 'volume', 'change', 'quote_volume'].map((name, i) => ({
  position: i + 1,
  name,
  label: name,
  unit: '1',
  description: '',
  hasRatio: name !== 'change',
}));
const DIMENSIONS: Dimension[] = [
  'kraken:BTC-USD',
  'okx:BTC-USDT',
  'okx:SOL-BTC',
  'okx:BTC3L-USDT',
  'gate:SOL-USDT',
].map((name, i) => {
  const [exchange = '', base = '', quote = ''] = name.split(/[:-]/);
  return { id: i + 1, name, exchange, base, quote };
});
const markets = marketsOf(DIMENSIONS);
const ids = Int32Array.from(DIMENSIONS, ({ id }) => id);

const watch = (said: Partial<WatchGroup>): WatchGroup => ({
  metric: null,
  dimension: null,
  threshold: 3,
  direction: 'above',
  subscriberIds: [1],
  ...said,
});

const compile = (...groups: WatchGroup[]) =>
  compileWatches(groups, 3, { metrics: METRICS, markets, dimensionIds: ids });

/** By direction: the levels of a series, and whose they are. */
const levels = (watches: ReturnType<typeof compile>, column: number, name: string) => {
  const dimension = DIMENSIONS.find((one) => one.name === name) ?? DIMENSIONS[0];
  if (dimension === undefined) throw new Error('no market');
  const own = watches.of(column, dimension);
  return (['above', 'below'] as const).flatMap((direction) => {
    const found = [1.5, 2, 3, 4, 5].filter((level) => own.hasLevel(direction, level, level + 0.1));
    return found.map((level) => {
      const audience = own.audienceOf(direction, level, level + 0.1);
      for (const id of audience) expect(own.levelOf(id, direction, level, level + 0.1)).toBe(level);
      return `${direction} ${level}: ${[...audience].sort().join()}`;
    });
  });
};

test('each series has the distinct levels of the watches that name it, in any letters', () => {
  const watches = compile(
    watch({ subscriberIds: [1, 2] }),
    watch({ metric: 'price', dimension: '*:btc-*', threshold: 5, subscriberIds: [3] }),
    watch({ metric: 'price', dimension: 'KRAKEN:BTC-USD'.toLowerCase(), threshold: 5, subscriberIds: [4] }),
    watch({ metric: 'volume', direction: 'below', threshold: 2, subscriberIds: [5] }),
  );
  expect(levels(watches, 0, 'kraken:BTC-USD')).toEqual(['above 3: 1,2', 'above 5: 3,4']);
  expect(levels(watches, 0, 'okx:BTC-USDT')).toEqual(['above 3: 1,2', 'above 5: 3']);
  expect(levels(watches, 1, 'okx:SOL-BTC')).toEqual(['above 3: 1,2', 'below 2: 5']);
});

test('a leveraged token has the levels of those who name it alone, and no public one', () => {
  const watches = compile(watch({}), watch({ dimension: '*:BTC3L-*', threshold: 4, subscriberIds: [9] }));
  expect(levels(watches, 0, 'okx:BTC3L-USDT')).toEqual(['above 4: 9']);
  expect(levels(watches, 0, 'okx:BTC-USDT')).toEqual(['above 3: 1']);
});

test('a pair, an exchange, a quote and a coin on one exchange are watched by their patterns', () => {
  const watches = compile(
    watch({ dimension: '*:BTC-USDT', threshold: 2, subscriberIds: [1] }),
    watch({ dimension: 'okx:*-*', threshold: 4, subscriberIds: [2] }),
    watch({ dimension: '*:*-USD', threshold: 5, subscriberIds: [3] }),
    watch({ dimension: 'okx:SOL-*', threshold: 1.5, subscriberIds: [4] }),
    watch({ dimension: 'gate:*-USDT', direction: 'below', threshold: 3, subscriberIds: [5] }),
  );
  expect(levels(watches, 0, 'kraken:BTC-USD')).toEqual(['above 3: ', 'above 5: 3']);
  expect(levels(watches, 0, 'okx:BTC-USDT')).toEqual(['above 2: 1', 'above 3: ', 'above 4: 2']);
  expect(levels(watches, 0, 'okx:SOL-BTC')).toEqual(['above 1.5: 4', 'above 3: ', 'above 4: 2']);
  expect(levels(watches, 0, 'gate:SOL-USDT')).toEqual(['above 3: ', 'below 3: 5']);
  // No pattern but its own base names a leveraged token.
  expect(levels(watches, 0, 'okx:BTC3L-USDT')).toEqual([]);
  const found = findUnusual(tableOf({ '1,0': 2.1, '2,0': 1.6, '4,0': 0.3, '0,0': 2.1 }), 1000, watches);
  expect(found.map(({ row }) => row)).toEqual([1, 2, 4]);
});

test('what has no ratio, and what is not known, is not watched', () => {
  const watches = compile(watch({ metric: 'change' }), watch({ metric: 'no-such' }));
  expect(levels(watches, 0, 'okx:SOL-BTC')).toEqual(['above 3: ']);
  expect(levels(watches, 2, 'okx:SOL-BTC')).toEqual([]);
  expect(watches.nearestByColumn.above).toEqual(Float64Array.of(3, 3, Infinity, 3));
});

test('of a crossed range everybody has the highest of their own levels in it', () => {
  const watches = compile(
    watch({ threshold: 2, subscriberIds: [1, 2] }),
    watch({ threshold: 2.5, subscriberIds: [1] }),
    watch({ metric: 'price', threshold: 4, subscriberIds: [1, 3] }),
  );
  const own = watches.of(0, DIMENSIONS[0] ?? raise());
  expect(own.audienceOf('above', 2, 4)).toEqual(new Set([1, 2]));
  expect(own.audienceOf('above', 2, 4.1)).toEqual(new Set([1, 2, 3]));
  expect(own.audienceOf('above', 2.1, 2.5)).toEqual(new Set());
  expect(own.levelOf(1, 'above', 2, 4.1)).toBe(4);
  expect(own.levelOf(2, 'above', 2.1, 4.1)).toBeNull();
});

function raise(): never {
  throw new Error('no market');
}

/** A table in which every series is at its mean of 100 with a whole baseline, but for these ratios by row and column. */
function tableOf(ratios: Record<string, number>) {
  const stats = emptyStats(ids, METRICS.length);
  stats.atMs.fill(1000);
  stats.count.fill(12);
  stats.mean.fill(100);
  stats.latest.fill(100);
  for (const [cell, ratio] of Object.entries(ratios)) {
    const [row = 0, column = 0] = cell.split(',').map(Number);
    stats.latest[row * METRICS.length + column] = 100 * ratio;
  }
  return stats;
}

test('one pass finds what is beyond the nearest threshold that may apply', () => {
  const watches = compile(
    watch({ metric: 'volume', direction: 'below', threshold: 2 }),
    watch({ dimension: '*:SOL-*', threshold: 1.5 }),
  );
  const stats = tableOf({ '0,0': 3.1, '1,0': 2, '2,0': 2, '0,1': 0.4, '1,1': 0.6, '3,2': 9, '4,3': 1.4 });
  const found = findUnusual(stats, 1000, watches).map(({ row, column }) => `${row},${column}`);
  expect(found).toEqual(['0,0', '0,1', '2,0']);
});

test('neither an old value nor one without a baseline is unusual', () => {
  const stats = tableOf({ '0,0': 9, '1,0': 9, '2,0': Number.NaN });
  stats.atMs[0] = 999;
  stats.count[METRICS.length] = 11;
  expect(findUnusual(stats, 1000, compile())).toEqual([]);
});

test('turnover is in US dollars, by the median price of the quote', () => {
  const stats = tableOf({ '0,0': 500, '1,0': 510 });
  // okx:SOL-BTC trades 100 BTC a day, and BTC costs (50,000 + 51,000) / 2.
  expect(turnoverOf(stats, METRICS, markets)(2)).toEqual({ latest: 5_050_000, usual: 5_050_000 });
});

test('where an exchange gives no volume, the other venues of the base tell', () => {
  const stats = tableOf({ '0,0': 500, '1,0': 510, '4,1': Number.NaN, '4,3': Number.NaN });
  expect(turnoverOf(stats, METRICS, markets)(4)).toEqual({ latest: 5_050_000, usual: 5_050_000 });
});

test('a base that nobody gives a volume of is not known to be liquid', () => {
  const stats = tableOf({ '3,1': Number.NaN, '3,3': Number.NaN });
  expect(turnoverOf(stats, METRICS, markets)(3).latest).toBeNaN();
});
