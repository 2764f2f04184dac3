import type { Exchange } from 'ccxt';
import { z } from 'zod';
import type { Ticker } from '@/lib/model/ticker';
import {
  bestOfBook,
  bidForVolume,
  bitstampDay,
  changeIsFraction,
  changeIsOfDay,
  lastTradePrice,
  stampedByCandle,
} from './amendments';

interface Special {
  /** Laid over the options that every exchange gets. */
  options?: Record<string, unknown>;
  /**
   * Requests that its market listing makes beside the spot markets; they are answered here, with nothing. The library
   * gives up the whole listing where an exchange refuses one of them.
   */
  unasked?: string[];
  /** What the tickers call a market, if it is spelt quite unlike its id. */
  tickerId?: (market: unknown) => string | string[] | undefined;
  /** Puts right what the library misreads. `info` is the ticker as the exchange sent it. */
  amend?: (ticker: Ticker, info: unknown) => Ticker;
  /** Whether the library finds the names of the markets in the list of currencies only. */
  listsCurrencies?: true;
}

const GEMINI_QUOTES = 'USDT GUSD RLUSD USDC USD DAI EUR GBP SGD BTC ETH LTC BCH SOL FIL'.split(' ');

/** What an exchange needs beyond the rule. Most need nothing. */
const SPECIALS: Record<string, Special> = {
  aster: { unasked: ['fapiPublicGetV3ExchangeInfo'] },
  bigone: { unasked: ['contractPublicGetSymbols'] },
  bingx: { unasked: ['fetchSwapMarkets', 'fetchInverseSwapMarkets'] },
  bitbns: { tickerId: (market) => namedMarket.safeParse(market).data?.symbol },
  bitget: { unasked: ['publicMarginGetV2MarginCurrencies'] },
  bithumb: { amend: changeIsOfDay },
  bitstamp: { amend: bitstampDay },
  btcbox: { tickerId: underscoredPair },
  coinbaseexchange: { amend: stampedByCandle },
  coinbase: { options: { fetchMarkets: 'fetchMarketsV3' } },
  coinbaseinternational: { amend: lastTradePrice },
  coinex: { unasked: ['fetchContractMarkets'] },
  coinone: { amend: bestOfBook },
  cryptocom: { amend: changeIsFraction },
  digifinex: { unasked: ['publicSwapGetPublicInstruments'] },
  // The margin pairs only add leverage to markets that the spot list has.
  gate: { unasked: ['publicMarginGetCurrencyPairs'] },
  gateeu: { unasked: ['publicMarginGetCurrencyPairs'] },
  gemini: {
    amend: changeIsFraction,
    options: {
      // Markets whose details cannot be asked for; their prices are in the one answer that is read here.
      brokenPairs: [],
      // Ids have no separator, and the library's own list lacks RLUSD: it reads `btcrlusd` as BTCRL in USD.
      fetchMarketsFromAPI: { quoteCurrencies: GEMINI_QUOTES },
    },
  },
  htx: { options: { fetchMarkets: { types: { spot: true, linear: false, inverse: false } } } },
  kraken: { tickerId: krakenPairName, amend: changeIsOfDay },
  kucoin: { options: { fetchMarkets: { types: ['spot'], fetchTickersFees: false } } },
  // Its clock is of use for signed requests only.
  latoken: {
    listsCurrencies: true,
    options: { adjustForTimeDifference: false },
    tickerId: latokenNames,
  },
  lbank: { unasked: ['fetchSwapMarkets'] },
  mexc: { unasked: ['fetchSwapMarkets'] },
  ndax: { tickerId: underscoredPair, amend: bidForVolume },
  phemex: { unasked: ['v1GetExchangePublicProducts'] },
  poloniex: { unasked: ['fetchSwapMarkets'] },
  upbit: { amend: changeIsOfDay },
  weex: { unasked: ['contractGetCapiV3MarketExchangeInfo'] },
  xt: { unasked: ['fetchSwapAndFutureMarkets'] },
};

/** Spot only, and no more requests than that needs. */
export function spotOptions(exchange: string): Record<string, unknown> {
  return { defaultType: 'spot', fetchMarkets: { types: ['spot'] }, ...SPECIALS[exchange]?.options };
}

export function skipUnasked(client: Exchange): void {
  for (const method of SPECIALS[client.id]?.unasked ?? []) Reflect.set(client, method, async () => []);
}

/** Whether its currencies have to be asked for before its markets. */
export function listsCurrencies(exchange: string): boolean {
  return SPECIALS[exchange]?.listsCurrencies === true;
}

/** What the tickers of this exchange may call a market, beside its id. */
export function tickerIdOf(exchange: string, market: unknown): string | string[] | undefined {
  return SPECIALS[exchange]?.tickerId?.(market);
}

/** The ticker with what the library misreads of this exchange put right. */
export function amended(ticker: Ticker, info: unknown): Ticker {
  return SPECIALS[ticker.market.exchange]?.amend?.(ticker, info) ?? ticker;
}

/** Kraken's tickers are keyed by id (`XXBTZUSD`), or, asked with `assetVersion=1`, by pair name (`BTC/USD`). */
function krakenPairName(market: unknown): string | undefined {
  const { data } = z.object({ info: z.object({ wsname: z.string() }) }).safeParse(market);
  return data?.info.wsname.replace(/\bXBT\b/, 'BTC').replace(/\bXDG\b/, 'DOGE');
}

const namedMarket = z.object({
  symbol: z.string(),
  base: z.string(),
  baseId: z.string(),
  quote: z.string(),
  quoteId: z.string(),
});

/** Latoken's markets have ids of their own; its tickers are of `BTC/USDT`, or of the ids of both currencies. */
function latokenNames(market: unknown): string[] | undefined {
  const { data } = namedMarket.safeParse(market);
  return data && [data.symbol, `${data.baseId}/${data.quoteId}`];
}

/** The markets of some exchanges have numbers or coins as ids, and their tickers are of `BTC_CAD`. */
function underscoredPair(market: unknown): string | undefined {
  const { data } = namedMarket.safeParse(market);
  return data && `${data.base}_${data.quote}`;
}
