import type { ListedMarket } from '@/lib/collect/exchanges';
import { dimensionName } from '@/lib/model/market-name';
import { DIALECTS, type ListedPair } from './dialects';
import { bodyOf, recordingsOf } from './recordings';

// Kraken lists the old and the new Augur token, which both are called REP in the end: the more liquid one stays.
const LESS_LIQUID_NAMESAKES: Record<string, string[]> = { kraken: ['XREPZUSD'] };

/**
 * What must come out of a recording, by dimension name: each market that is listed, trades and has a price, read from
 * the raw answers by `dialects.ts`. `markets` is the market list that the collection kept; it only lends the names to
 * the exchange's own ids, and must agree with the recording on what is base and what is quote.
 */
export function expectedPrices(
  exchange: string,
  which: number,
  markets: ListedMarket[],
): Map<string, number> {
  const listed = new Map(markets.map((market) => [market.id, market]));
  const expected = new Map<string, number>();
  for (const { id, base, quote, price } of recordedMarkets(exchange, which)) {
    const market = listed.get(id);
    if (market === undefined) throw new Error(`${exchange}: ${id} is recorded, but not in the market list`);
    const ids = `${market.baseId} in ${market.quoteId}`.toUpperCase();
    if (ids !== `${base} in ${quote}`.toUpperCase()) throw new Error(`${exchange}: ${id} is ${ids}`);
    const name = dimensionName(exchange, market.base, market.quote);
    if (expected.has(name)) throw new Error(`${exchange}: two markets are called ${name}`);
    expected.set(name, price);
  }
  return expected;
}

function recordedMarkets(exchange: string, which: number): (ListedPair & { price: number })[] {
  const dialect = DIALECTS[exchange];
  if (dialect === undefined) throw new Error(`no dialect of ${exchange}`);
  const pairs = dialect.listing.read(recorded(exchange, dialect.listing.path, 0));
  const lasts = new Map(dialect.tickers.read(recorded(exchange, dialect.tickers.path, which)));
  return pairs
    .filter(({ id }) => !LESS_LIQUID_NAMESAKES[exchange]?.includes(id))
    .map((pair) => ({ ...pair, price: Number(lasts.get(pair.tickerId ?? pair.id)) }))
    .filter(({ price }) => price > 0);
}

function recorded(exchange: string, path: string, which: number): unknown {
  const all = recordingsOf(exchange).filter(({ request }) => request.replace(/^GET |\?.*$/g, '') === path);
  const recording = all[which];
  if (recording === undefined) throw new Error(`no recording ${which} of ${exchange}${path}`);
  return JSON.parse(bodyOf(recording).toString('utf8'));
}
