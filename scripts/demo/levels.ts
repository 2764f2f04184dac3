import { quoteClass } from '@/lib/model/quote-class';

const DOLLAR = 'USD';
/** Its recording is years newer than the others; where it lists an asset, it says what that is worth. */
const NEWEST = 'kraken';

interface Priced {
  exchange: string;
  base: string;
  quote: string;
  price: number;
  /** Over 24 hours, in the quote currency. */
  turnover: number;
}

/** US dollars an asset is worth, by its name: from its markets in dollars, else in what itself has such a level. */
export function dollarLevels(markets: readonly Priced[]): Map<string, number> {
  const levels = new Map([[DOLLAR, 1]]);
  for (const { quote } of markets) if (quoteClass(quote) === DOLLAR) levels.set(quote, 1);
  const inOrder = [...markets].sort((a, b) => trust(b) - trust(a) || b.turnover - a.turnover);
  for (let before = 0; before < levels.size; ) {
    before = levels.size;
    for (const { base, quote, price } of inOrder) {
      const [baseLevel, quoteLevel] = [levels.get(base), levels.get(quote)];
      if (baseLevel === undefined && quoteLevel !== undefined) levels.set(base, quoteLevel * price);
      if (quoteLevel === undefined && baseLevel !== undefined) levels.set(quote, baseLevel / price);
    }
  }
  return levels;
}

function trust({ exchange, quote }: Priced): number {
  return (exchange === NEWEST ? 2 : 0) + (quoteClass(quote) === DOLLAR ? 1 : 0);
}
