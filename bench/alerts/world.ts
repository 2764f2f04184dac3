import { seededRandom } from '@/bench/cycle/random';
import type { WatchGroup } from '@/lib/alerts/level';
import { marketsOf } from '@/lib/alerts/markets';
import type { Dimension, Metric, StatsTable } from '@/lib/series';
import { emptyStats } from '@/lib/series/stats-table';

const METRICS = 1000;
const BASES = 200;
const EXCHANGES = ['kraken', 'okx', 'binance', 'kucoin', 'gate'];
const SUBSCRIBERS = 10_000;
export const GLOBAL_THRESHOLD = 3;
export const AT_MS = Date.UTC(2026, 0, 2);

export interface Watch extends Omit<WatchGroup, 'subscriberIds'> {
  subscriberId: number;
}

/** A thousand metrics of a thousand markets, of which one series in a thousand is 3 to 12 times its mean, or a third. */
export function makeWorld() {
  const random = seededRandom(20260102);
  const metrics: Metric[] = Array.from({ length: METRICS }, (_, i) => ({
    position: i + 1,
    name: ['price', 'quote_volume'][i] ?? `metric-${i}`,
    label: `Metric ${i}`,
    unit: '1',
    description: 'For the benchmark.',
    hasRatio: true,
  }));
  const dimensions: Dimension[] = Array.from({ length: BASES * EXCHANGES.length }, (_, i) => {
    const base = `COIN${Math.floor(i / EXCHANGES.length)}`;
    const exchange = EXCHANGES[i % EXCHANGES.length] ?? '';
    return { id: i + 1, name: `${exchange}:${base}-USD`, exchange, base, quote: 'USD' };
  });
  const stats = makeStats(dimensions.length, random, 0.001);
  return {
    metrics,
    dimensions,
    markets: marketsOf(dimensions),
    /** Calm, as of the slot before. */
    previous: makeStats(dimensions.length, seededRandom(20260102), 0),
    stats,
    watches: makeWatches(random),
  };
}

export type World = ReturnType<typeof makeWorld>;

function makeStats(rows: number, random: () => number, unusualShare: number): StatsTable {
  const ids = Int32Array.from({ length: rows }, (_, i) => i + 1);
  const stats = emptyStats(ids, METRICS);
  stats.atMs.fill(AT_MS);
  stats.count.fill(288);
  for (let cell = 0; cell < stats.mean.length; cell++) {
    const mean = cell % METRICS === 1 ? 1e6 : 10 ** (8 * random() - 4);
    const noise = 0.98 + 0.04 * random();
    const isUnusual = random() < unusualShare && cell % METRICS !== 1;
    const ratio = random() < 0.9 ? 3.1 + 9 * random() : 0.3 * random() + 0.01;
    stats.mean[cell] = mean;
    stats.latest[cell] = mean * (isUnusual ? ratio : noise);
  }
  return stats;
}

const THRESHOLDS = [1.5, 2, 2.5, 3, 4, 5, 7.5, 10];

/** Two watches a subscriber on average: every price, a base, a market, one metric of a base, all of everything. */
function makeWatches(random: () => number): Watch[] {
  const pick = <T>(from: readonly T[]): T | undefined => from[Math.floor(random() * from.length)];
  return Array.from({ length: SUBSCRIBERS * 2 }, (_, i) => {
    const kind = random();
    const base = `COIN${Math.floor(random() * BASES)}`;
    const metric = `metric-${2 + Math.floor(random() * (METRICS - 2))}`;
    const named = kind < 0.5 ? `*:${base}-*` : `${pick(EXCHANGES)}:${base}-USD`;
    return {
      subscriberId: i < SUBSCRIBERS ? i + 1 : 1 + Math.floor(random() * SUBSCRIBERS),
      metric: kind < 0.25 ? 'price' : kind < 0.8 ? metric : null,
      dimension: kind < 0.35 || kind > 0.98 ? null : named,
      threshold: pick(THRESHOLDS) ?? 3,
      direction: random() < 0.9 ? ('above' as const) : ('below' as const),
    };
  });
}

/** Watches that say the same as one, as SQL groups them. */
export function grouped(watches: readonly Watch[]): WatchGroup[] {
  const groups = new Map<string, WatchGroup & { subscriberIds: number[] }>();
  for (const { subscriberId, ...said } of watches) {
    const key = JSON.stringify(said);
    const group = groups.get(key) ?? { ...said, subscriberIds: [] };
    group.subscriberIds.push(subscriberId);
    groups.set(key, group);
  }
  return [...groups.values()];
}
