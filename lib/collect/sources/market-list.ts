import { z } from 'zod';
import { tickerIdOf } from './specials';

/** Where the market lists of the sources are kept between collections. */
export interface MarketListStore {
  /** The kept list; null where there is none. */
  read(exchange: string): Promise<{ listedAtMs: number; markets: unknown } | null>;
  write(exchange: string, list: { listedAtMs: number; markets: ListedMarket[] }): Promise<void>;
}

const HOUR_MS = 3_600_000;
/** From here on it is listed anew, after the tickers have been read. */
export const LIST_OLD_MS = 6 * HOUR_MS;
/** From here on it is not used any more. */
export const LIST_DEAD_MS = 7 * 24 * HOUR_MS;

const listedMarket = z.object({
  id: z.string(),
  symbol: z.string(),
  base: z.string().min(1),
  quote: z.string().min(1),
  baseId: z.string().nullish(),
  quoteId: z.string().nullish(),
  /** What its ticker may be called instead of `id`. */
  tickerId: z.string().nullish(),
  // Phemex sends prices as scaled integers.
  priceScale: z.number().nullish(),
  valueScale: z.number().nullish(),
});

/** An active spot market, with what the library needs to read its ticker: about 100 of 5,000 bytes. */
export type ListedMarket = z.infer<typeof listedMarket>;

const foreignMarket = listedMarket.extend({
  spot: z.literal(true),
  active: z
    .boolean()
    .nullish()
    .refine((active) => active !== false),
});

/**
 * The active spot markets among all that the library lists of an exchange, in its own form.
 * Of two markets with one symbol the later one's is made unique, since the library would mix their tickers up; one that
 * is listed twice is taken once, since the library could not tell which is meant.
 */
export function spotMarkets(exchange: string, markets: readonly unknown[]): ListedMarket[] {
  const symbols = new Set<string>();
  const ids = new Set<string>();
  return markets.flatMap((market) => {
    const { data } = foreignMarket.safeParse(market);
    if (data === undefined || ids.has(data.id)) return [];
    ids.add(data.id);
    const { spot, active, ...listed } = data;
    const symbol = symbols.has(listed.symbol) ? `${listed.symbol} (${listed.id})` : listed.symbol;
    symbols.add(symbol);
    return [{ ...listed, symbol, tickerId: tickerIdOf(exchange, market) }];
  });
}

/** A kept list as it was written; null if it is something else. */
export function keptMarkets(markets: unknown): ListedMarket[] | null {
  const read = z.array(listedMarket).min(1).safeParse(markets);
  return read.success ? read.data : null;
}
