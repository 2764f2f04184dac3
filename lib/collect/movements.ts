import { quoteClass, type Ticker } from '@/lib/quality';
import { baselineOf, rowIndex } from '@/lib/series';
import type { Past } from './judge';

/** How one market's price stands to its own past, and what makes it comparable with others. */
export interface Movement {
  exchange: string;
  base: string;
  quoteClass: string;
  quoteVolume: number;
  price: number;
  /** Price / last accepted price; NaN where there is none. */
  step: number;
  /** Price / baseline mean; NaN without a baseline. */
  ratio: number;
}

/** One a ticker, in their order. The tickers have a price. */
export function movementsOf(
  tickers: readonly Ticker[],
  { stats, priceColumn, idOf }: Omit<Past, 'histories'>,
): Movement[] {
  const rowOf = rowIndex(stats.dimensionIds);
  return tickers.map(({ market, last, quoteVolume }) => {
    const row = rowOf[idOf.get(market.name) ?? -1] ?? -1;
    const known = row >= 0 && priceColumn >= 0;
    const before = known ? stats.latest[row * stats.metricCount + priceColumn] : undefined;
    const baseline = known ? baselineOf(stats, row, priceColumn) : null;
    return {
      exchange: market.exchange,
      base: market.base,
      quoteClass: quoteClass(market.quote),
      quoteVolume,
      price: last,
      step: before === undefined ? Number.NaN : last / before,
      ratio: baseline === null ? Number.NaN : last / baseline.mean,
    };
  });
}
