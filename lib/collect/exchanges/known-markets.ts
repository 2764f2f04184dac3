import type { Exchange } from 'ccxt';
import { type ListedMarket, spellingOf } from './market-list';
import { setMarkets } from './set-markets';

const INHERITED: object = {};

type Market = ReturnType<Exchange['market']>;

/**
 * Makes the library name a market only by the ids of the list that is given to the function returned, or by an id
 * that differs in case and separators only (Bitstamp lists `btcusd`, and its tickers are of `BTC/USD`).
 * By itself it makes a symbol of any id that looks like one, and then Kraken's `LUNA/USD` (its old coin, LUNC/USD
 * in the library's words) would pass for the new coin, which the library calls LUNA/USD.
 */
export function knowOnlyListed(client: Exchange): (markets: ListedMarket[]) => void {
  let known = new Set<unknown>();
  let lookalikes = new Set<string>();
  let spellings = () => new Map<string, Market | null>();
  const resolve = client.safeMarket.bind(client);
  client.safeMarket = (...asked: Parameters<typeof resolve>) => {
    // The library looks ids up in plain objects, where each finds what all objects inherit.
    if (typeof asked[0] === 'string' && asked[0] in INHERITED) asked[0] = undefined;
    const market = resolve(...asked);
    if (known.has(market)) return market;
    const respelt =
      typeof asked[0] === 'string' && !lookalikes.has(asked[0])
        ? spellings().get(spellingOf(asked[0]))
        : undefined;
    return respelt ?? { ...market, symbol: `unlisted ${market.symbol}` };
  };
  return (markets) => {
    const foreign = markets.map(spotMarket);
    const completed = setMarkets(client, foreign);
    // The library gives the very objects that it was given, or its own completed copies.
    known = new Set<unknown>([...foreign, ...completed]);
    lookalikes = new Set(markets.flatMap((market) => market.lookalikes ?? []));
    spellings = once(() => spellingsOf(markets, completed));
  };
}

/** Written out, since spreading a market takes ten times as long, and there are thousands in each collection. */
function spotMarket(listed: ListedMarket) {
  const { id, symbol, base, quote, baseId, quoteId, tickerId, priceScale, valueScale, ratioScale } = listed;
  return {
    type: 'spot',
    spot: true,
    active: true,
    margin: false,
    swap: false,
    future: false,
    option: false,
    contract: false,
    id,
    symbol,
    base,
    quote,
    baseId,
    quoteId,
    tickerId,
    priceScale,
    valueScale,
    ratioScale,
  };
}

/** Most exchanges spell all as they list it, so that this is never asked for. */
function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** Null where two markets would be spelt alike. */
function spellingsOf(markets: ListedMarket[], completed: readonly Market[]): Map<string, Market | null> {
  const spellings = new Map<string, Market | null>();
  markets.forEach(({ id, tickerId }, i) => {
    for (const spelling of new Set([id, tickerId ?? []].flat().map(spellingOf))) {
      spellings.set(spelling, spellings.has(spelling) ? null : (completed[i] ?? null));
    }
  });
  return spellings;
}
