import { quoteClass } from '@/lib/model/quote-class';
import type { Ticker } from '@/lib/model/ticker';
import { hasPrice } from '@/lib/quality/sane';
import { venueOf } from '@/lib/quality/shared-books';
import { peerGroups } from '@/lib/quality/venues';

/**
 * `speaks` tells whose price counts, by the ticker's index.
 *
 * By ticker, in their order: the median price of its peers in its own quote class, NaN where it has none. Peers are
 * the other exchanges that list the coin in a quote of that class, each with the price of its most liquid market.
 * `marketOf` names coin and venue by the ticker's index.
 */
export function peerMedianPrices(
  tickers: readonly Ticker[],
  speaks: (index: number) => boolean = () => true,
  marketOf: (index: number) => { coin: string; venue: string } | undefined = () => undefined,
): Float64Array {
  const medians = new Float64Array(tickers.length).fill(Number.NaN);
  const markets = tickers.flatMap((ticker, index) =>
    hasPrice(ticker) ? [peerMarket(ticker, index, marketOf(index), !speaks(index))] : [],
  );
  for (const { members, venues } of peerGroups(markets)) {
    const prices = Float64Array.from(venues.values(), ({ price }) => price).sort();
    for (const member of members) {
      const market = markets[member];
      const own = market && venues.get(market.exchange);
      if (market) medians[market.index] = medianWithout(prices, own?.price ?? Number.NaN);
    }
  }
  return medians;
}

function peerMarket(
  { market, last, quoteVolume, baseVolume }: Ticker,
  index: number,
  { coin = market.base, venue = venueOf(market.exchange) } = {},
  silent: boolean,
) {
  return {
    base: coin,
    quoteClass: quoteClass(market.quote),
    exchange: venue,
    // Some exchanges give the volume in base units only.
    quoteVolume: Number.isNaN(quoteVolume) ? baseVolume * last : quoteVolume,
    price: last,
    index,
    silent,
  };
}

/** The median of ascending prices without one of them, `left`, if it is there, and without a copy. NaN of nothing. */
function medianWithout(prices: Float64Array, left: number): number {
  const found = prices.indexOf(left);
  const hole = found < 0 ? prices.length : found;
  const at = (i: number) => prices[i < hole ? i : i + 1] ?? Number.NaN;
  const count = found < 0 ? prices.length : prices.length - 1;
  if (count === 0) return Number.NaN;
  return count % 2 === 1 ? at((count - 1) / 2) : (at(count / 2 - 1) + at(count / 2)) / 2;
}
