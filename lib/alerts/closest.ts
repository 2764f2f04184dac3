import { ratioOf, type Snapshot } from '@/lib/series';
import { marketsOf } from './markets';
import { turnoverOf } from './turnover';

/** The series that would be the next to have an alert above. */
export interface Closest {
  dimension: string;
  base: string;
  quote: string;
  exchange: string;
  metric: string;
  ratio: number;
}

/**
 * Of all series that may have an alert (traded enough, no leveraged token, seen in the last collection), the one with the
 * largest ratio; null where none has a ratio.
 */
export function closestToUnusual(
  { stats, metrics, dimensions, collection }: Snapshot,
  minTurnover: number,
): Closest | null {
  const markets = marketsOf(dimensions);
  const turnover = turnoverOf(stats, metrics, markets);
  const isLiquid = (row: number) => {
    const { latest, usual } = turnover(row);
    return latest >= minTurnover && usual >= minTurnover;
  };
  let best: Closest | null = null;
  for (let row = 0; row < stats.dimensionIds.length; row++) {
    if (stats.atMs[row] !== collection?.slotMs) continue;
    for (const { name: metric, hasRatio, position } of metrics) {
      const ratio = hasRatio ? (ratioOf(stats, row, position - 1) ?? 0) : 0;
      if (ratio <= (best?.ratio ?? 0)) continue;
      const dimension = markets.of(stats.dimensionIds[row] ?? 0);
      if (markets.isLeveraged(dimension) || !isLiquid(row)) continue;
      const { name, base, quote, exchange } = dimension;
      best = { dimension: name, base, quote, exchange, metric, ratio };
    }
  }
  return best;
}
