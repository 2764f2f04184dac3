import { describe, expect, test } from 'vitest';
import { compileWatches } from '@/lib/alerts/compiled-watches';
import { type AlertSlot, type AlertState, judgeAlerts } from '@/lib/alerts/judge-alerts';
import type { WatchGroup } from '@/lib/alerts/level';
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

const NOTHING: AlertState = { alerts: [], series: [], isPreviousChecked: true };

function judge(
  change: Partial<AlertSlot>,
  state: Partial<AlertState> = {},
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
  return judgeAlerts({ ...NOTHING, ...state }, slot, compiled, { markets: MARKETS, minTurnover: 50_000 });
}

const opened = (...given: Parameters<typeof judge>) =>
  judge(...given).opened.map(({ metric, threshold }) => `${metric} ${threshold}`);

/** What is news, by metric and the levels that were crossed. */
const begun = (...given: Parameters<typeof judge>) =>
  judge(...given).begun.map(({ metric, direction, from, to }) => `${metric} ${direction} ${from} to ${to}`);

/** What is known after a slot in which the series went to four times its mean. */
function afterJump(ratio = 4, watches: readonly WatchGroup[] = [OWN]): AlertState {
  const { opened, series } = judge({ stats: table(ratio) }, {}, watches);
  return { alerts: opened.map((alert) => ({ ...alert, id: '7' })), series, isPreviousChecked: true };
}

/** The slot after, with these statistics. */
const NEXT_MS = AT_MS + SLOT_MS;
const next = (ratio: number, before = 4) => ({
  atMs: NEXT_MS,
  previous: table(before),
  stats: table(ratio, { atMs: NEXT_MS }),
});

describe('the public alert', () => {
  test('opens above the threshold of the installation alone', () => {
    expect(opened({ stats: table(2.5) })).toEqual([]);
    expect(opened({ stats: table(3) })).toEqual([]);
    expect(opened({ stats: table(4) })).toEqual(['price 3']);
  });

  test('opens also where the series was beyond it before, such as after a change of the threshold', () => {
    expect(opened({ previous: table(4, { atMs: AT_MS - SLOT_MS }), stats: table(4) })).toEqual(['price 3']);
  });

  test('that is open is not opened again, and one that ended lately goes on', () => {
    const { alerts } = afterJump();
    const again = judge({ stats: table(4) }, { alerts }, []);
    expect(again.opened).toEqual([]);
    const ended = alerts.map((alert) => ({ ...alert, resolvedMs: AT_MS - SLOT_MS }));
    const { opened, changed } = judge({ stats: table(4) }, { alerts: ended }, []);
    expect(opened).toEqual([]);
    expect(changed).toEqual(alerts.map((alert) => ({ ...alert, resolvedMs: null })));
  });

  test('neither opens nor ends by a market that is not believed in this slot', () => {
    const before = table(9, { atMs: AT_MS - SLOT_MS });
    expect(opened({ stats: before, previous: before })).toEqual([]);
    const { changed } = judge({ stats: before, previous: before }, afterJump());
    expect(changed).toEqual([expect.objectContaining({ missingSinceMs: AT_MS, resolvedMs: null })]);
  });

  test('ends where the baseline that it was measured by begins anew', () => {
    const { changed, series, begun } = judge({ ...next(4), restarted: new Set([1]) }, afterJump());
    expect(changed).toEqual([expect.objectContaining({ resolvedMs: NEXT_MS, closing: null })]);
    expect(series.flatMap(({ ranges }) => ranges)).toEqual([
      expect.objectContaining({ closedMs: NEXT_MS, closing: null }),
    ]);
    expect(begun).toEqual([]);
  });
});

describe('levels that are watched', () => {
  test('begin as the series crosses them, whoever watches which', () => {
    expect(begun({ stats: table(2.5) })).toEqual(['price above 1 to 2.5']);
    expect(begun({ stats: table(2) })).toEqual([]);
    expect(begun(next(5, 2.5), afterJump(2.5), [{ ...OWN, threshold: 4 }])).toEqual(['price above 2.5 to 5']);
    expect(begun(next(2.9, 2.5), afterJump(2.5))).toEqual([]);
  });

  test('that somebody adds while the series is beyond them already open without news', () => {
    const previous = table(2.5, { atMs: AT_MS - SLOT_MS });
    expect(begun({ previous, stats: table(2.6) })).toEqual([]);
    expect(begun({ previous, stats: table(4) })).toEqual([]);
    const more = [OWN, { ...OWN, threshold: 3.5 }];
    expect(begun({ previous, stats: table(4) }, {}, more)).toEqual(['price above 2.5 to 4']);
  });

  test('but are news where it only now trades enough', () => {
    const previous = table(4, { atMs: AT_MS - SLOT_MS, turnover: 10_000 });
    expect(begun({ previous, stats: table(4) })).toEqual(['price above 0 to 4']);
  });

  test('and where the alerts of the slot before could not be checked', () => {
    const previous = table(4, { atMs: AT_MS - SLOT_MS });
    expect(begun({ previous, stats: table(4) }, { isPreviousChecked: false })).toEqual([
      'price above 0 to 4',
    ]);
  });

  test('end in the second calm slot, the higher ones first', () => {
    const watches = [OWN, { ...OWN, threshold: 3.5 }];
    const first = judge(next(2), afterJump(4, watches), watches);
    expect(first.series).toEqual([expect.objectContaining({ calm: 2 })]);
    const slot = { ...next(2), atMs: NEXT_MS + SLOT_MS, stats: table(2, { atMs: NEXT_MS + SLOT_MS }) };
    const second = judge(slot, { series: first.series }, watches);
    expect(second.series[0]?.ranges.map(({ from, to, closedMs }) => [from, to, closedMs])).toEqual([
      [0, 2 / 0.9, null],
      [2 / 0.9, 4, slot.atMs],
    ]);
  });

  test('are forgotten once nobody watches one of them', () => {
    const { series } = afterJump(2.5);
    const { series: left, forgotten } = judge(next(2.5, 2.5), { series }, []);
    expect(left).toEqual([]);
    expect(forgotten).toEqual(series);
  });

  test('of a series whose market is gone stay as they are', () => {
    const gone = { ...next(4), stats: emptyStats(new Int32Array(0), METRICS.length) };
    const { series } = judge(gone, afterJump());
    expect(series).toEqual([expect.objectContaining({ missingSinceMs: NEXT_MS })]);
  });
});

describe('a market that does not trade enough', () => {
  test.each([
    ['now', { turnover: 49_000 }],
    ['usually', { usual: 49_000, turnover: 60_000 }],
  ])('%s opens nothing', (_, trades) => {
    const { opened, begun } = judge({ stats: table(4, trades) });
    expect([opened, begun]).toEqual([[], []]);
  });

  test('by now stays open, and ends as any other', () => {
    const state = afterJump();
    const illiquid = { ...next(4), stats: table(4, { atMs: NEXT_MS, turnover: 10 }) };
    const { changed, written } = judge(illiquid, state);
    expect([changed, written]).toEqual([[], []]);
  });
});

test('a mean so small that no ratio is finite alerts nobody', () => {
  const stats = table(1);
  stats.mean[0] = Number.MIN_VALUE;
  const { opened, begun } = judge({ stats });
  expect([opened, begun]).toEqual([[], []]);
});
