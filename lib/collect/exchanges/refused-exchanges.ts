/** Exchanges that ccxt knows and that no collection can read; a contract test derives them from ccxt itself. */

/** For these ccxt has no call for the tickers of all markets. */
const WITHOUT_TICKERS = new Set(
  (
    'bit2c bitbank bitflyer bitso btcmarkets bullish coincheck derive dydx grvt hibachi independentreserve ' +
    'mercado modetrade paymium zaif'
  ).split(' '),
);

/** Exchanges of derivatives, and the id of the same house's spot exchange. */
const WITHOUT_SPOT: Record<string, string | null> = {
  apex: null,
  binancecoinm: 'binance',
  binanceusdm: 'binance',
  blofin: null,
  bydfi: null,
  extended: null,
  krakenfutures: 'kraken',
  kucoinfutures: 'kucoin',
  mudrex: null,
  paradex: null,
  woofipro: null,
};

const OTHERWISE: Record<string, string> = {
  alpaca: 'alpaca needs an API key for its market list',
  deribit: 'deribit sends the tickers of one currency at a time, never of all markets',
  tokocrypto: 'tokocrypto has no tickers of its own that ccxt can read, only those of Binance; use binance',
  woo: 'woo: its public API has no tickers of all spot markets',
};

/** Why this exchange of ccxt cannot be collected, in one sentence; null where nothing speaks against it. */
export function refusalOf(exchange: string): string | null {
  if (WITHOUT_TICKERS.has(exchange)) return `ccxt cannot read all tickers of ${exchange} in one call`;
  if (Object.hasOwn(WITHOUT_SPOT, exchange)) {
    const spot = WITHOUT_SPOT[exchange];
    return spot
      ? `${exchange} lists no spot markets; use ${spot}`
      : `${exchange} lists no spot markets that ccxt can read`;
  }
  return Object.hasOwn(OTHERWISE, exchange) ? (OTHERWISE[exchange] ?? null) : null;
}
