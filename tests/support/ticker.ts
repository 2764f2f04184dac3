import { dimensionName } from '@/lib/model/market-name';
import { TICKER_FIELDS, type Ticker } from '@/lib/model/ticker';

type Numbers = Pick<Ticker, (typeof TICKER_FIELDS)[number]>;

/** A ticker of this market that says nothing but `said`. */
export function tickerOf(
  { exchange, base, quote }: { exchange: string; base: string; quote: string },
  said: Partial<Numbers>,
): Ticker {
  const silent = Object.fromEntries(TICKER_FIELDS.map((field) => [field, Number.NaN])) as Numbers;
  const name = dimensionName(exchange, base, quote);
  return { market: { name, exchange, base, quote, symbol: `${base}/${quote}` }, ...silent, ...said };
}
