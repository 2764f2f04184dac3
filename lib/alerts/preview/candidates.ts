import { group } from 'd3-array';
import type { Markets } from '@/lib/alerts/markets';
import { turnoverOf } from '@/lib/alerts/turnover';
import type { Dimension, Snapshot } from '@/lib/series';

/** The markets of one base, the most traded first. */
export interface BaseMarkets {
  base: string;
  markets: Dimension[];
}

/** So many are looked at between two looks at the time. */
const MARKETS_A_STEP = 100;

/**
 * The markets that may count, base by base, the most traded base first: those that watches are of, and that trade
 * enough to have had an alert, give or take (the replay asks exactly). Yields now and then.
 */
export function* candidatesOf(
  { stats, metrics, rowOf, dimensions }: Snapshot,
  markets: Markets,
  isWatched: (dimension: Dimension) => boolean,
  minTurnover: number,
): Generator<void, BaseMarkets[]> {
  const turnover = turnoverOf(stats, metrics, markets);
  const traded: { dimension: Dimension; dollars: number }[] = [];
  for (const [i, dimension] of dimensions.entries()) {
    if (i % MARKETS_A_STEP === 0) yield;
    const row = rowOf.get(dimension.id);
    if (row === undefined || !isWatched(dimension)) continue;
    const { latest, usual } = turnover(row);
    const dollars = Math.max(latest, usual);
    if (dollars >= minTurnover / 2) traded.push({ dimension, dollars });
  }
  traded.sort((a, b) => b.dollars - a.dollars);
  // A map keeps the order in which its keys came: that of the most traded market of each base.
  return Array.from(
    group(traded, ({ dimension }) => dimension.base),
    ([base, own]) => ({ base, markets: own.map(({ dimension }) => dimension) }),
  );
}
