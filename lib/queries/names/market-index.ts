import { foldName, type MarketPattern } from '@/lib/model/market-pattern';
import type { Dimension } from '@/lib/series';

interface MarketIndex {
  byBase: ReadonlyMap<string, readonly Dimension[]>;
  /** One market of each exchange and quote. */
  byPlace: readonly Dimension[];
}

/** What was worked out for a list of markets, which stays the same until one comes or goes. */
const indexes = new WeakMap<readonly Dimension[], MarketIndex>();

/** A market that is in a pattern, if possible one whose codes are spelled as the pattern has them; undefined: none is. */
export function findMatch(dimensions: readonly Dimension[], pattern: MarketPattern): Dimension | undefined {
  const { base, quote } = pattern;
  const { byBase, byPlace } = indexOf(dimensions);
  if (base === null) return byPlace.find((one) => isIn(one, pattern));
  const matches = (byBase.get(foldName(base)) ?? []).filter((one) => isIn(one, pattern));
  const spelled = matches.filter((one) => one.base === base);
  return spelled.find((one) => one.quote === quote) ?? spelled[0] ?? matches[0];
}

/** A market whose base and quote are written without anything between them, such as `btcusdt`. */
export function findJoined(dimensions: readonly Dimension[], text: string): Dimension | undefined {
  const joined = foldName(text);
  const { byBase } = indexOf(dimensions);
  for (let length = joined.length - 1; length > 0; length--) {
    const quote = joined.slice(length);
    const found = byBase.get(joined.slice(0, length))?.find((one) => foldName(one.quote) === quote);
    if (found !== undefined) return found;
  }
  return undefined;
}

const isIn = (one: Dimension, { exchange, quote }: MarketPattern) =>
  (exchange === null || one.exchange === exchange) &&
  (quote === null || foldName(one.quote) === foldName(quote));

function indexOf(dimensions: readonly Dimension[]): MarketIndex {
  const known = indexes.get(dimensions);
  if (known !== undefined) return known;
  const byBase = new Map<string, Dimension[]>();
  const byPlace = new Map<string, Dimension>();
  for (const one of dimensions) {
    const base = foldName(one.base);
    const own = byBase.get(base);
    if (own === undefined) byBase.set(base, [one]);
    else own.push(one);
    byPlace.set(`${one.exchange}:${one.quote}`, one);
  }
  const made = { byBase, byPlace: [...byPlace.values()] };
  indexes.set(dimensions, made);
  return made;
}
