import type { Ticker as ForeignTicker } from 'ccxt';
import type { Ticker } from '@/lib/model/ticker';
import { SourceFailure } from './failure';
import { type Fault, guardRows } from './guard';
import { asked, openLibrary } from './library';
import { failureOf } from './library-failure';
import { type ListedMarket, type SpotMarkets, spotMarkets } from './market-list';
import { keepSentValues } from './sent-values';
import { listsCurrencies } from './specials';
import { toTicker } from './to-ticker';
import { send, type TransportOptions } from './transport';
import { workLimit } from './work-limit';

export interface Tickers {
  tickers: Ticker[];
  faults: Fault[];
  /** How many tickers there were, and how many of them are of no listed market. */
  sent: number;
  unlisted: number;
}

/** One exchange, as far as a collection needs it. Both calls throw SourceFailure. */
export interface Client {
  /** Asks for the markets; never empty. */
  listMarkets(): Promise<SpotMarkets>;
  /** Asks for all tickers, and returns those of `markets`; at least one has a price. */
  readTickers(markets: ListedMarket[]): Promise<Tickers>;
}

/** A large exchange's market list has 15 MB, of recorded ones at most 3. */
const MAX_LISTING_BYTES = 24_000_000;
/** The largest recorded answer with all tickers has 1.1 MB. */
const MAX_TICKER_BYTES = 8_000_000;

interface ClientOptions extends Omit<TransportOptions, 'maxBytes'> {
  /** The largest answer, in place of the usual limits. */
  maxBytes?: number;
}

/** A client of this exchange that sends its requests by `transport`. Throws SourceFailure where there is none. */
export async function openClient(
  exchange: string,
  { maxBytes, ...transport }: ClientOptions,
): Promise<Client> {
  // A collection makes one to three requests; waiting between them would only cost its time.
  const paced = false;
  const work = workLimit(transport.budget.timeoutMs);
  let usualBytes = MAX_LISTING_BYTES;
  const library = await openLibrary(
    exchange,
    (url, request) => send(url, request, { ...transport, maxBytes: maxBytes ?? usualBytes }),
    paced,
    work,
  );
  const { client, knowMarkets, nothing, rows, isAnswered } = library;
  /** Asks again, for the rows that are alike, where the library can make nothing of all of them. */
  const ask = async <T>(call: () => Promise<T>): Promise<T> => {
    try {
      return await call();
    } catch (error) {
      if (error instanceof SourceFailure || !isAnswered()) throw await failureOf(exchange, error);
      rows.drop = 'odd';
      try {
        return await asked(exchange, call);
      } catch (again) {
        const { message, ...kind } =
          again instanceof SourceFailure ? again : await failureOf(exchange, again);
        throw new SourceFailure(message, { ...kind, isListDoubtful: isAnswered() });
      }
    } finally {
      work.end();
    }
  };
  keepSentValues(client);
  const faults = guardRows(client, work);

  return {
    async listMarkets() {
      usualBytes = MAX_LISTING_BYTES;
      Object.assign(rows, { drop: 'endless', dropped: 0 });
      const foreign = await ask(async () => {
        if (listsCurrencies(exchange)) client.options.cachedCurrencies = await client.fetchCurrencies();
        return client.fetchMarkets();
      });
      const listed = spotMarkets(exchange, foreign, rows.dropped);
      if (listed.markets.length === 0) throw nothing('active spot market');
      return listed;
    },
    async readTickers(markets) {
      usualBytes = MAX_TICKER_BYTES;
      Object.assign(rows, { drop: 'nothing', strangers: 0 });
      knowMarkets(markets);
      faults.length = 0;
      const foreign = Object.values(await ask(() => client.fetchTickers()));
      if (foreign.length === 0) throw nothing('ticker');
      const tickers = knownTickers(exchange, markets, foreign);
      const symbols = new Set(markets.map((market) => market.symbol));
      const own = faults.filter((fault) => symbols.has(fault.symbol));
      requirePrice(tickers, own[0] ?? faults[0]);
      const strangers = foreign.filter(({ symbol }) => symbol !== undefined && !symbols.has(symbol));
      const sent = foreign.length + rows.strangers;
      return { tickers, faults: own, sent, unlisted: strangers.length + rows.strangers };
    },
  };
}

/** The tickers of listed markets; of two with one name the more liquid one. */
function knownTickers(exchange: string, markets: ListedMarket[], foreign: ForeignTicker[]): Ticker[] {
  const bySymbol = new Map(markets.map((market) => [market.symbol, market]));
  const byName = new Map<string, Ticker>();
  for (const row of foreign) {
    const listed = row.symbol === undefined ? undefined : bySymbol.get(row.symbol);
    if (listed === undefined) continue;
    const ticker = toTicker(exchange, listed, row);
    const other = byName.get(ticker.market.name);
    if (other === undefined || liquidity(ticker) > liquidity(other)) byName.set(ticker.market.name, ticker);
  }
  return [...byName.values()];
}

function liquidity({ quoteVolume }: Ticker): number {
  return Number.isNaN(quoteVolume) ? -1 : quoteVolume;
}

function requirePrice(tickers: Ticker[], fault: Fault | undefined): void {
  if (tickers.some(({ last }) => last > 0)) return;
  if (fault !== undefined) {
    throw new SourceFailure(`no market could be read, such as ${fault.symbol}: ${fault.reason}`, {
      retry: true,
      isListDoubtful: true,
    });
  }
  throw new SourceFailure(
    tickers.length === 0
      ? 'none of its tickers is of a listed market'
      : `none of its ${tickers.length} markets has a price`,
    { retry: true, isListDoubtful: true },
  );
}
