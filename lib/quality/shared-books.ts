import type { Ticker } from '@/lib/model/ticker';

/**
 * Exchanges, by the library's ids, that are doors to one order book: the first of each line names the venue. From the
 * library's classes (one that extends another exchange shows its book) and the companies' own words.
 */
const SHARED_BOOKS = [
  ['binance', 'binancecoinm', 'binanceusdm'],
  ['bybit', 'bybiteu', 'bybitid'],
  ['coinbaseexchange', 'coinbase', 'coinbaseadvanced'],
  ['gate', 'gateio', 'gateeu'],
  ['hitbtc', 'bequant', 'fmfwio'],
  ['htx', 'huobi'],
  ['kucoin', 'kucoinfutures'],
  ['okx', 'myokx', 'okxus'],
];

/** Extends another exchange's class for its interface alone: Binance.US matches orders by itself. */
export const OWN_BOOKS: readonly string[] = ['binanceus'];

const VENUE = new Map(SHARED_BOOKS.flatMap((ids) => ids.map((id) => [id, ids[0] ?? id])));

/** The order book that an exchange shows; most have their own. Two doors to one book are one witness. */
export function venueOf(exchange: string): string {
  return VENUE.get(exchange) ?? exchange;
}

/** So many markets with the same last price and the same volume to the digit are no accident. */
const MIN_EQUAL = 20;
const EQUAL_SHARE = 0.5;

/**
 * The venue of each of these exchanges in one slot: by the table, and where two send the same last price and the same
 * volume to the digit for at least 20 markets and half of those that both have, for these are one book too.
 */
export function venuesOf(tickers: readonly Ticker[]): (exchange: string) => string {
  const venues = new Map<string, string>();
  const rootOf = (exchange: string): string => {
    const next = venues.get(exchange) ?? venueOf(exchange);
    return next === exchange ? exchange : rootOf(next);
  };
  for (const { a, b, both, equal } of pairsOf(tickers)) {
    if (equal < MIN_EQUAL || equal < EQUAL_SHARE * both) continue;
    const [first = a, second = b] = [rootOf(a), rootOf(b)].sort();
    if (first !== second) venues.set(second, first);
  }
  return rootOf;
}

interface Pair {
  a: string;
  b: string;
  /** Markets that both send with price and volume, and those of them that are equal. */
  both: number;
  equal: number;
}

function pairsOf(tickers: readonly Ticker[]): Iterable<Pair> {
  const byMarket = new Map<string, Ticker[]>();
  for (const ticker of tickers) {
    if (!(ticker.last > 0 && ticker.baseVolume > 0)) continue;
    const key = `${ticker.market.base}-${ticker.market.quote}`;
    const known = byMarket.get(key);
    if (known === undefined) byMarket.set(key, [ticker]);
    else known.push(ticker);
  }
  const pairs = new Map<string, Pair>();
  for (const listed of byMarket.values()) {
    listed.forEach((one, i) => {
      for (const other of listed.slice(i + 1)) {
        const [a = '', b = ''] = [one.market.exchange, other.market.exchange].sort();
        const pair = pairs.get(`${a} ${b}`) ?? { a, b, both: 0, equal: 0 };
        pairs.set(`${a} ${b}`, pair);
        pair.both++;
        if (one.last === other.last && one.baseVolume === other.baseVolume) pair.equal++;
      }
    });
  }
  return pairs.values();
}
