import { describe, expect, test } from 'vitest';
import { compileWatches } from '@/lib/alerts/compiled-watches';
import { judgeAlerts } from '@/lib/alerts/judge-alerts';
import type { WatchGroup } from '@/lib/alerts/level';
import { marketsOf } from '@/lib/alerts/markets';
import { METRICS as DEFINED } from '@/lib/model/metrics';
import type { Metric } from '@/lib/series';
import { emptyStats } from '@/lib/series/stats-table';

const AT_MS = Date.UTC(2026, 10, 24, 12);
const SLOT_MS = 300_000;
const METRICS: Metric[] = DEFINED.map((metric, i) => ({ ...metric, position: i + 1 }));
const MARKETS = marketsOf(
  ['kraken:ALGO-USD', 'okx:ALGO-USD', 'kraken:BTC-USD'].map((name, i) => {
    const [exchange = '', base = '', quote = ''] = name.split(/[:-]/);
    return { id: i + 1, name, exchange, base, quote };
  }),
);
const TARGETS = [null, 'kraken:ALGO-USD', '*:ALGO-*'];
const SHAPES: WatchGroup[] = [null, ...METRICS.map(({ name }) => name)].flatMap((metric) =>
  TARGETS.flatMap((dimension) =>
    (['above', 'below'] as const).map((direction) => ({
      metric,
      dimension,
      threshold: 1.5,
      direction,
      subscriberIds: [1],
    })),
  ),
);

/** All series of all markets at this multiple of their means, as book imbalance, which has no ratio, often is. */
function table(times: number, atMs: number) {
  const stats = emptyStats(Int32Array.of(1, 2, 3), METRICS.length);
  stats.atMs.fill(atMs);
  stats.count.fill(288);
  stats.mean.fill(1e6);
  stats.latest.fill(1e6 * times);
  return stats;
}

function judge(watches: readonly WatchGroup[], times: number) {
  const slot = {
    atMs: AT_MS,
    intervalMs: SLOT_MS,
    metrics: METRICS,
    previous: table(1, AT_MS - SLOT_MS),
    stats: table(times, AT_MS),
    restarted: new Set<number>(),
  };
  const compiled = compileWatches(watches, 3, {
    metrics: METRICS,
    markets: MARKETS,
    dimensionIds: slot.stats.dimensionIds,
  });
  const nothing = { alerts: [], series: [], isPreviousChecked: true };
  return judgeAlerts(nothing, slot, compiled, { markets: MARKETS, minTurnover: 1 });
}

const withRatio = METRICS.filter(({ hasRatio }) => hasRatio).map(({ name }) => name);
const names = (series: readonly { metric: string; dimensionId: number }[]) =>
  series.map(({ metric, dimensionId }) => `${metric} ${dimensionId}`).sort();
const publicAlerts = names(judge([], 4).opened);

test('there are metrics of both kinds, and every one with a ratio has a public alert', () => {
  expect(withRatio.length).toBeGreaterThan(5);
  expect(withRatio.length).toBeLessThan(METRICS.length);
  expect(publicAlerts).toEqual(withRatio.flatMap((name) => [1, 2, 3].map((id) => `${name} ${id}`)).sort());
});

describe.each(SHAPES)('a watch on $metric of $dimension $direction', (watch) => {
  const { metric, dimension, direction } = watch;
  const dimensionIds = dimension === null ? [1, 2, 3] : dimension.startsWith('*') ? [1, 2] : [1];
  const watched = withRatio
    .filter((name) => metric === null || metric === name)
    .flatMap((name) => dimensionIds.map((id) => `${name} ${id}`))
    .sort();

  test('changes no public alert, and notifies of what it names and can be compared', () => {
    const far = judge([watch], 4);
    expect(names(far.opened)).toEqual(publicAlerts);
    expect(names(far.begun)).toEqual(direction === 'above' ? watched : []);
    const near = judge([watch], 1 / 4);
    expect(near.opened).toEqual([]);
    expect(names(near.begun)).toEqual(direction === 'below' ? watched : []);
  });
});
