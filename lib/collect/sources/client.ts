import type { Ticker as ForeignTicker } from 'ccxt';
import type { Ticker } from '@/lib/quality';
import { excerpt, SourceFailure } from './failure';
import { type Fault, guardRows } from './guard';
import { exchangeClass } from './known-exchange';
import { knowOnlyListed } from './known-markets';
import { failureOf } from './library-failure';
import { type ListedMarket, spotMarkets } from './market-list';
import { parseAnswer } from './parse-answer';
import { skipUnasked, spotOptions } from './specials';
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
  const Library = await exchangeClass(exchange);
  let lastAnswer = '';
  const library = new Library({
    options: spotOptions(exchange),
    userAgent: 'crypto-metrics-tracker',
    // A collection makes one to three requests; waiting between them would only cost its time.
    enableRateLimit: false,
    enableLastHttpResponse: false,
    enableLastResponseHeaders: false,
    fetchImplementation: (url: string, request: Parameters<typeof send>[1]) => send(url, request, transport),
  });
  if (library.has.fetchTickers !== true) {
    throw new SourceFailure(`ccxt cannot read all tickers of ${exchange} in one call`);
  }
  skipUnasked(library);
  const knowMarkets = knowOnlyListed(library);
  const faults = guardRows(library);
  const parse = library.parseJson.bind(library);
  library.parseJson = (text: string) => {
    lastAnswer = excerpt(text, 60);
    return parseAnswer(text, parse);
  };
  const nothing = (what: string) =>
    new SourceFailure(
      lastAnswer === '[]' ? 'answered with an empty list' : `no ${what} in its answer: ${lastAnswer}`,
      { retry: true },
    );

  return {
    async listMarkets() {
      const markets = spotMarkets(exchange, await asked(exchange, () => library.fetchMarkets()));
      if (markets.length === 0) throw nothing('active spot market');
      return markets;
    },
    async readTickers(markets) {
      knowMarkets(markets);
      faults.length = 0;
      const foreign = Object.values(await asked(exchange, () => library.fetchTickers()));
      if (foreign.length === 0) throw nothing('ticker');
      const tickers = knownTickers(exchange, markets, foreign);
      const symbols = new Set(markets.map((market) => market.symbol));
      const own = faults.filter((fault) => symbols.has(fault.symbol));
      requirePrice(tickers, own[0] ?? faults[0]);
      return { tickers, faults: own };
    },
  };
}

async function asked<T>(exchange: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    throw await failureOf(exchange, error);
  }
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
