import { median, rollups } from 'd3-array';
import { quoteClass } from '@/lib/model/quote-class';
import type { Market } from './market';

const US_DOLLAR = 'USD';

/**
 * The markets with the largest turnover of 24 hours in US dollars, largest first, at most `count`. Those whose turnover
 * or whose currency's price is unknown come last, by name.
 */
export function mostLiquid(markets: readonly Market[], count: number): Market[] {
  const prices = dollarPrices(markets);
  const turnover = ({ quote, quoteVolume }: Market) =>
    (quoteVolume ?? 0) * (prices.get(quoteClass(quote)) ?? 0);
  return markets
    .map((market) => ({ market, dollars: turnover(market) }))
    .sort((a, b) => b.dollars - a.dollars || (a.market.name < b.market.name ? -1 : 1))
    .slice(0, count)
    .map(({ market }) => market);
}

/** Each currency's median price in US dollars, over the markets that pair it with them either way round. */
function dollarPrices(markets: readonly Market[]): Map<string, number> {
  const quoted = markets.flatMap(({ base, quote, price }): [string, number][] => {
    if (quoteClass(quote) === US_DOLLAR) return [[base, price]];
    return quoteClass(base) === US_DOLLAR ? [[quote, 1 / price]] : [];
  });
  const prices = rollups(
    quoted,
    (pairs) => median(pairs, ([, price]) => price) ?? 0,
    ([currency]) => currency,
  );
  return new Map([...prices, [US_DOLLAR, 1]]);
}
