import type { ObservationBatch } from '@/lib/series';
import type { JudgedMarket } from './judge';

/**
 * By exchange: how many of its stored markets have a value of each metric, by column. What a source has always sent
 * and no longer sends shows here, for the observations themselves are too many to be counted at each watch.
 */
export function valueCounts(
  { dimensionIds, metricCount, values }: ObservationBatch,
  markets: readonly JudgedMarket[],
  idOf: ReadonlyMap<string, number>,
): Map<string, number[]> {
  const exchangeOf = new Map(
    markets.map(({ ticker: { market } }) => [idOf.get(market.name) ?? 0, market.exchange]),
  );
  const counts = new Map<string, number[]>();
  dimensionIds.forEach((id, row) => {
    const exchange = exchangeOf.get(id) ?? '';
    const of = counts.get(exchange) ?? new Array<number>(metricCount).fill(0);
    for (let column = 0; column < metricCount; column++) {
      if (!Number.isNaN(values[row * metricCount + column])) of[column] = (of[column] ?? 0) + 1;
    }
    counts.set(exchange, of);
  });
  return counts;
}
