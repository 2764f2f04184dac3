import { medianOf } from './median';
import { type PeerMarket, peerGroups } from './venues';

export interface RatedMarket extends PeerMarket {
  price: number;
  /** Price / baseline mean; NaN without a baseline. */
  ratio: number;
  /** Price / last accepted price; NaN where there is none. */
  step: number;
}

/** What a quote is worth in US dollars, and how that has moved. NaN where unknown. */
export interface Rate {
  price: number;
  ratio: number;
  step: number;
}

const DOLLAR: Rate = { price: 1, ratio: 1, step: 1 };

/** By quote class: the medians over the venues that trade it for US dollars. Classes that nobody does are absent. */
export function dollarRates(markets: readonly RatedMarket[]): Map<string, Rate> {
  const quotes = new Set(markets.map(({ quoteClass }) => quoteClass));
  const rates = new Map([['USD', DOLLAR]]);
  const pairs = markets.filter(({ base, quoteClass }) => quoteClass === 'USD' && quotes.has(base));
  for (const { base, venues } of peerGroups(pairs)) {
    const rows = [...venues.values()];
    rates.set(base, {
      price: medianOf(rows.map(({ price }) => price)),
      ratio: medianOf(rows.map(({ ratio }) => ratio)),
      step: medianOf(rows.map(({ step }) => step)),
    });
  }
  return rates;
}
