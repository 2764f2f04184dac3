import type { Exchange } from 'ccxt';
import { z } from 'zod';
import type { Ticker } from '@/lib/quality';

interface Special {
  /** Laid over the options that every exchange gets. */
  options?: Record<string, unknown>;
  /** Requests that its market listing makes beside the spot markets; they are answered here, with nothing. */
  unasked?: string[];
  /** What the tickers call a market, if it is spelt quite unlike its id. */
  tickerId?: (market: unknown) => string | undefined;
  /** Puts right what the library misreads. `info` is the ticker as the exchange sent it. */
  amend?: (ticker: Ticker, info: unknown) => Ticker;
}

const GEMINI_QUOTES = 'USDT GUSD RLUSD USDC USD DAI EUR GBP SGD BTC ETH LTC BCH SOL FIL'.split(' ');

/** What an exchange needs beyond the rule. Most need nothing. */
const SPECIALS: Record<string, Special> = {
  bigone: { unasked: ['contractPublicGetSymbols'] },
  bitget: { unasked: ['publicMarginGetV2MarginCurrencies'] },
  bitstamp: { amend: bitstampDay },
  coinbaseexchange: { amend: stampedByCandle },
  coinbase: { options: { fetchMarkets: 'fetchMarketsV3' } },
  cryptocom: { amend: changeIsFraction },
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
  mexc: { unasked: ['fetchSwapMarkets'] },
  upbit: { amend: changeIsOfDay },
};

/** Spot only, and no more requests than that needs. */
export function spotOptions(exchange: string): Record<string, unknown> {
  return { defaultType: 'spot', fetchMarkets: { types: ['spot'] }, ...SPECIALS[exchange]?.options };
}

export function skipUnasked(client: Exchange): void {
  for (const method of SPECIALS[client.id]?.unasked ?? []) Reflect.set(client, method, async () => []);
}

/** What the tickers of this exchange may call a market, beside its id. */
export function tickerIdOf(exchange: string, market: unknown): string | undefined {
  return SPECIALS[exchange]?.tickerId?.(market);
}

/** The ticker with what the library misreads of this exchange put right. */
export function amended(ticker: Ticker, info: unknown): Ticker {
  return SPECIALS[ticker.market.exchange]?.amend?.(ticker, info) ?? ticker;
}

/** The change is sent as a fraction; the library takes it for per cent, and computes the open from that. */
function changeIsFraction(ticker: Ticker): Ticker {
  const { last, changePercent } = ticker;
  return { ...ticker, changePercent: changePercent * 100, open: last / (1 + changePercent) };
}

/** The change is that since midnight UTC. The open is then, too, which is near enough for a range. */
function changeIsOfDay(ticker: Ticker): Ticker {
  return { ...ticker, changePercent: Number.NaN };
}

const HOUR_SECONDS = 3_600;
const candle = z.tuple([z.number()], z.unknown());

/** Coinbase sends hourly candles without any other time: the close is of the candle's hour, which may be long over. */
function stampedByCandle(ticker: Ticker, info: unknown): Ticker {
  const { data } = candle.safeParse(info);
  return data === undefined ? ticker : { ...ticker, stampedAtMs: (data[0] + HOUR_SECONDS) * 1000 };
}

const bitstampTicker = z.object({ open_24: z.coerce.number(), percent_change_24: z.coerce.number() });

/** Bitstamp sends open and change both since midnight, which the library takes, and over 24 hours. */
function bitstampDay(ticker: Ticker, info: unknown): Ticker {
  const { data } = bitstampTicker.safeParse(info);
  if (data === undefined) return changeIsOfDay(ticker);
  return { ...ticker, open: data.open_24, changePercent: data.percent_change_24 };
}

/** Kraken's tickers are keyed by id (`XXBTZUSD`), or, asked with `assetVersion=1`, by pair name (`BTC/USD`). */
function krakenPairName(market: unknown): string | undefined {
  const { data } = z.object({ info: z.object({ wsname: z.string() }) }).safeParse(market);
  return data?.info.wsname.replace(/\bXBT\b/, 'BTC').replace(/\bXDG\b/, 'DOGE');
}
