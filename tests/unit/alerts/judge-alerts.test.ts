import { expect, test } from 'vitest';
import { compileWatches, type WatchGroup } from '@/lib/alerts/compiled-watches';
import { type Alert, type AlertSlot, judgeAlerts, type Opening } from '@/lib/alerts/judge-alerts';
import { marketsOf } from '@/lib/alerts/markets';
import type { Metric } from '@/lib/series';
import { emptyStats } from '@/lib/series/stats-table';

const AT_MS = Date.UTC(2026, 10, 24, 12);
const SLOT_MS = 300_000;
const METRICS: Metric[] = ['price', 'quote_volume'].map((name, i) => {
  return { position: i + 1, name, label: name, unit: '1', description: '', hasRatio: true };
});
const MARKETS = marketsOf([{ id: 1, name: 'kraken:SOL-USD', exchange: 'kraken', base: 'SOL', quote: 'USD' }]);
const OWN: WatchGroup = {
  metric: 'price',
  dimension: null,
  threshold: 2,
  direction: 'above',
  subscriberIds: [1],
};

/** One market's price as a multiple of its mean, and its turnover. */
function table(ratio: number, { atMs = AT_MS, turnover = 1e6, usual = 1e6 } = {}) {
  const stats = emptyStats(Int32Array.of(1), METRICS.length);
  stats.atMs[0] = atMs;
  stats.count.fill(288);
  stats.mean.set([100, usual]);
  stats.latest.set([100 * ratio, turnover]);
  return stats;
}

function judge(
  change: Partial<AlertSlot>,
  live: readonly Alert[] = [],
  watches: readonly WatchGroup[] = [OWN],
) {
  const slot: AlertSlot = {
    atMs: AT_MS,
    intervalMs: SLOT_MS,
    metrics: METRICS,
    previous: table(1, { atMs: AT_MS - SLOT_MS }),
    stats: table(1),
    restarted: new Set(),
    ...change,
  };
  const compiled = compileWatches(watches, 3, {
    metrics: METRICS,
    markets: MARKETS,
    dimensionIds: slot.stats.dimensionIds,
  });
  return judgeAlerts(live, slot, compiled, { markets: MARKETS, minTurnover: 50_000 });
}

const said = (opened: readonly Opening[]) =>
  opened.map(({ metric, threshold, isNews }) => `${metric} ${threshold}${isNews ? '' : ', no news'}`);

const stored = (threshold: number): Alert => {
  const [opening] = judge({ stats: table(4) }).opened.filter((each) => each.threshold === threshold);
  if (opening === undefined) throw new Error('nothing opened');
  const { isNews: _, ...alert } = opening;
  return { ...alert, id: '7' };
};

test('each distinct level that is exceeded opens', () => {
  expect(said(judge({ stats: table(2.5) }).opened)).toEqual(['price 2']);
  expect(said(judge({ stats: table(4) }).opened).sort()).toEqual(['price 2', 'price 3']);
  expect(judge({ stats: table(2) }).opened).toEqual([]);
});

test('a level that somebody adds while the series is beyond it already opens without news', () => {
  const previous = table(2.5, { atMs: AT_MS - SLOT_MS });
  expect(said(judge({ previous, stats: table(4) }).opened).sort()).toEqual(['price 2, no news', 'price 3']);
});

test('but where it only now trades enough, it is news', () => {
  const previous = table(4, { atMs: AT_MS - SLOT_MS, turnover: 10_000 });
  expect(said(judge({ previous, stats: table(4) }).opened).sort()).toEqual(['price 2', 'price 3']);
});

test.each([
  ['now', { turnover: 49_000 }],
  ['usually', { usual: 49_000, turnover: 60_000 }],
])('a market that does not trade enough %s opens nothing', (_, trades) => {
  expect(judge({ stats: table(4, trades) }).opened).toEqual([]);
});

test('one that trades too little by now stays open, and ends as any other', () => {
  const alert = stored(3);
  expect(judge({ stats: table(4, { turnover: 10 }) }, [alert], []).changed).toEqual([]);
});

test('an open alert is not opened again, and one that ended lately is the same', () => {
  const open = stored(3);
  expect(judge({ stats: table(4) }, [open], []).opened).toEqual([]);
  const ended = { ...open, resolvedMs: AT_MS - SLOT_MS };
  const { opened, changed } = judge({ stats: table(4) }, [ended], []);
  expect(opened).toEqual([]);
  expect(changed).toEqual([{ ...open, resolvedMs: null }]);
});

test('a market that is not believed in this slot neither opens nor ends anything', () => {
  const before = table(9, { atMs: AT_MS - SLOT_MS });
  expect(judge({ stats: before, previous: before }).opened).toEqual([]);
  const { changed } = judge({ stats: before, previous: before }, [stored(3)]);
  expect(changed).toEqual([expect.objectContaining({ missingSinceMs: AT_MS, resolvedMs: null })]);
});

test('a baseline that begins anew ends what was measured by it', () => {
  const { changed } = judge({ stats: table(4), restarted: new Set([1]) }, [stored(3)], []);
  expect(changed).toEqual([expect.objectContaining({ resolvedMs: AT_MS, closing: null })]);
});

test('a mean so small that no ratio is finite alerts nobody', () => {
  const stats = table(1);
  stats.mean[0] = Number.MIN_VALUE;
  expect(judge({ stats }).opened).toEqual([]);
});
