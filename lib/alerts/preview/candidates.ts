import { group } from 'd3-array';
import type { Markets } from '@/lib/alerts/markets';
import { turnoverOf } from '@/lib/alerts/turnover';
import type { Dimension, Snapshot } from '@/lib/series';

/** The markets of one base, the most traded first. */
export interface BaseMarkets {
  base: string;
  markets: Dimension[];
}

/**
 * The markets that may count, base by base, the most traded base first: those that watches are of, and that trade
 * enough to have had an alert, give or take (the replay asks exactly).
 */
export function candidatesOf(
  { stats, metrics, rowOf, dimensions }: Snapshot,
  markets: Markets,
  isWatched: (dimension: Dimension) => boolean,
  minTurnover: number,
): BaseMarkets[] {
  const turnover = turnoverOf(stats, metrics, markets);
  const traded = dimensions.flatMap((dimension) => {
    const row = rowOf.get(dimension.id);
    if (row === undefined || !isWatched(dimension)) return [];
    const { latest, usual } = turnover(row);
    const dollars = Math.max(latest, usual);
    return dollars >= minTurnover / 2 ? [{ dimension, dollars }] : [];
  });
  traded.sort((a, b) => b.dollars - a.dollars);
  // A map keeps the order in which its keys came: that of the most traded market of each base.
  return Array.from(
    group(traded, ({ dimension }) => dimension.base),
    ([base, own]) => ({ base, markets: own.map(({ dimension }) => dimension) }),
  );
}
