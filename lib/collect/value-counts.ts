import { METRICS } from '@/lib/model/metrics';
import type { JudgedMarket } from '@/lib/quality';
import type { ObservationBatch } from '@/lib/series';

const NOT_ITS_OWN = -1;

/**
 * By exchange: how many of its stored markets have a value of each metric, by column; -1 of a metric that needs other
 * exchanges. A metric that an exchange stops sending shows here: observations are too many to be counted each time.
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
  const none = Array.from({ length: metricCount }, (_, column) =>
    METRICS[column]?.needsPeers === true ? NOT_ITS_OWN : 0,
  );
  dimensionIds.forEach((id, row) => {
    const exchange = exchangeOf.get(id) ?? '';
    const of = counts.get(exchange) ?? [...none];
    for (let column = 0; column < metricCount; column++) {
      const isCounted = none[column] !== NOT_ITS_OWN && !Number.isNaN(values[row * metricCount + column]);
      if (isCounted) of[column] = (of[column] ?? 0) + 1;
    }
    counts.set(exchange, of);
  });
  return counts;
}
