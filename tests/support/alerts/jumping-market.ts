import { METRICS as DEFINED } from '@/lib/model/metrics';
import type { Dimension, Metric, StatsTable } from '@/lib/series';
import { emptyStats } from '@/lib/series/stats-table';

export const METRICS: Metric[] = DEFINED.map((metric, i) => ({ ...metric, position: i + 1 }));
const EXCHANGES = ['binance', 'coinbaseexchange', 'gate', 'kraken', 'kucoin', 'okx'];
const BASES = 255;
export const MARKETS: Dimension[] = Array.from({ length: BASES * EXCHANGES.length }, (_, i) => {
  const base = `COIN${Math.floor(i / EXCHANGES.length)}`;
  const exchange = EXCHANGES[i % EXCHANGES.length] ?? '';
  return { id: i + 1, name: `${exchange}:${base}-USD`, exchange, base, quote: 'USD' };
});
const MEAN = 1e6;

/** All metrics of all 1,530 markets at so many times their means, each a little further than the one before. */
export function marketAt(atMs: number, times: number): StatsTable {
  const stats = emptyStats(
    Int32Array.from(MARKETS, ({ id }) => id),
    METRICS.length,
  );
  stats.atMs.fill(atMs);
  stats.count.fill(288);
  stats.mean.fill(MEAN);
  for (let cell = 0; cell < stats.latest.length; cell++) {
    stats.latest[cell] = MEAN * (times + (0.1 * cell) / stats.latest.length);
  }
  return stats;
}

/** Watches of any metric of any market: 50 levels of each of 20 subscribers, from 1.25 up, no two the same. */
export function levelsOf(subscriber: number): number[] {
  return Array.from(
    { length: 50 },
    (_, i) => Math.round((1.25 + 0.0025 * (20 * i + subscriber)) * 1e4) / 1e4,
  );
}
