import { z } from 'zod';
import { MAX_CODE_LENGTH, MAX_ID_LENGTH, nameFault, visibleText } from '@/lib/model/market-name';
import { tickerIdOf } from './specials';

const listedMarket = z.object({
  id: z.string(),
  symbol: z.string(),
  base: z.string(),
  quote: z.string(),
  baseId: z.string().nullish(),
  quoteId: z.string().nullish(),
  /** What its ticker may be called instead of `id`: one name, or several. */
  tickerId: z.union([z.string(), z.array(z.string())]).nullish(),
  // Phemex sends prices as scaled integers.
  /** Ids of other markets, such as perpetuals, that differ from its own in case and separators only. */
  lookalikes: z.array(z.string()).optional(),
  priceScale: z.number().nullish(),
  valueScale: z.number().nullish(),
  ratioScale: z.number().nullish(),
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

const named = z.object({ id: z.string() });

/** Markets that were left out of a list, and what is wrong with the first one. */
export const rejectedMarkets = z.object({ count: z.number().int().positive(), first: z.string() });
export type RejectedMarkets = z.infer<typeof rejectedMarkets>;

export interface SpotMarkets {
  markets: ListedMarket[];
  /** Null where none was. */
  rejected: RejectedMarkets | null;
}

/**
 * The active spot markets among all that the library lists of an exchange, in its own form. One whose names no
 * database, email or page should have to carry is left out, and counted; so are the `unreadable` ones.
 * Of two markets with one symbol the later one's is made unique, since the library would mix their tickers up; one that
 * is listed twice is taken once, since the library could not tell which is meant.
 */
export function spotMarkets(exchange: string, foreign: readonly unknown[], unreadable = 0): SpotMarkets {
  const symbols = new Set<string>();
  const ids = new Set<string>();
  const markets: ListedMarket[] = [];
  const faults = new Array<string>(unreadable).fill('its row cannot be read');
  for (const market of foreign) {
    const { data } = foreignMarket.safeParse(market);
    if (data === undefined || ids.has(data.id)) continue;
    ids.add(data.id);
    const { spot, active, ...fields } = data;
    const symbol = symbols.has(fields.symbol) ? `${fields.symbol} (${fields.id})` : fields.symbol;
    const listed = { ...fields, symbol, tickerId: tickerIdOf(exchange, market) };
    const fault = marketFault(listed);
    if (fault !== null) {
      faults.push(fault);
      continue;
    }
    symbols.add(symbol);
    markets.push(listed);
  }
  noteLookalikes(markets, foreign);
  const [first] = faults;
  return { markets, rejected: first === undefined ? null : { count: faults.length, first } };
}

/** Delta lists spot `BTC_USDT` and the perpetual `BTCUSDT`: the tickers of the one are not those of the other. */
function noteLookalikes(markets: readonly ListedMarket[], foreign: readonly unknown[]): void {
  const ids = new Set(markets.map(({ id }) => id));
  const bySpelling = new Map(markets.map((market) => [spellingOf(market.id), market]));
  for (const other of foreign) {
    const { data } = named.safeParse(other);
    const market = data === undefined || ids.has(data.id) ? undefined : bySpelling.get(spellingOf(data.id));
    if (data !== undefined && market !== undefined)
      market.lookalikes = [...(market.lookalikes ?? []), data.id];
  }
}

/** An id without case and separators. */
export function spellingOf(id: string): string {
  return id.toLowerCase().replace(/[-_/:]/g, '');
}

/** The good markets of a kept list; null if there is none. */
export function keptMarkets(markets: unknown): ListedMarket[] | null {
  const { data: rows = [] } = z.array(z.unknown()).safeParse(markets);
  const kept = rows.flatMap((row) => {
    const { data } = listedMarket.safeParse(row);
    return data === undefined || marketFault(data) !== null ? [] : [data];
  });
  return kept.length === 0 ? null : kept;
}

const NAMES = [
  ['base', MAX_CODE_LENGTH],
  ['quote', MAX_CODE_LENGTH],
  ['symbol', MAX_ID_LENGTH],
  ['id', MAX_ID_LENGTH],
  ['baseId', MAX_ID_LENGTH],
  ['quoteId', MAX_ID_LENGTH],
  ['tickerId', MAX_ID_LENGTH],
] as const;

/** What is wrong with one of its names, as `the base "X?" has ...`; null where nothing is. */
function marketFault(market: ListedMarket): string | null {
  for (const [field, maxLength] of NAMES) {
    for (const name of [market[field] ?? []].flat()) {
      const fault = nameFault(name, maxLength);
      if (fault !== null) return `the ${field} "${visibleText(name, 30)}" ${fault}`;
    }
  }
  return null;
}
