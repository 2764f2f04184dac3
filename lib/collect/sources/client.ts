import type { Ticker as ForeignTicker } from 'ccxt';
import type { Ticker } from '@/lib/quality';
import { SourceFailure } from './failure';
import { type Fault, guardRows } from './guard';
import { asked, openLibrary } from './library';
import { type ListedMarket, spotMarkets } from './market-list';
import { toTicker } from './to-ticker';
import { send, type TransportOptions } from './transport';

/** One exchange, as far as a collection needs it. Both calls throw SourceFailure. */
export interface Client {
  /** Asks for the markets; never empty. */
  listMarkets(): Promise<ListedMarket[]>;
  /** Asks for all tickers, and returns those of `markets`; at least one has a price. */
  readTickers(markets: ListedMarket[]): Promise<{ tickers: Ticker[]; faults: Fault[] }>;
}

/** A client of this exchange that sends its requests by `transport`. Throws SourceFailure where there is none. */
export async function openClient(exchange: string, transport: TransportOptions): Promise<Client> {
  // A collection makes one to three requests; waiting between them would only cost its time.
  const paced = false;
  const library = await openLibrary(exchange, (url, request) => send(url, request, transport), paced);
  const { client, knowMarkets, nothing } = library;
  if (client.has.fetchTickers !== true) {
    throw new SourceFailure(`ccxt cannot read all tickers of ${exchange} in one call`);
  }
  const faults = guardRows(client);

  return {
    async listMarkets() {
      const markets = spotMarkets(exchange, await asked(exchange, () => client.fetchMarkets()));
      if (markets.length === 0) throw nothing('active spot market');
      return markets;
    },
    async readTickers(markets) {
      knowMarkets(markets);
      faults.length = 0;
      const foreign = Object.values(await asked(exchange, () => client.fetchTickers()));
      if (foreign.length === 0) throw nothing('ticker');
      const tickers = knownTickers(exchange, markets, foreign);
      const symbols = new Set(markets.map((market) => market.symbol));
      const own = faults.filter((fault) => symbols.has(fault.symbol));
      requirePrice(tickers, own[0] ?? faults[0]);
      return { tickers, faults: own };
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
    });
  }
  throw new SourceFailure(
    tickers.length === 0
      ? 'none of its tickers is of a listed market'
      : `none of its ${tickers.length} markets has a price`,
    { retry: true },
  );
}
