/** One market of one source, in our own words: what a rule may look at. */
export interface Market {
  /** The dimension's name: `kraken:BTC-USD`. */
  name: string;
  exchange: string;
  base: string;
  quote: string;
  /** The exchange library's own symbol: `BTC/USD`. */
  symbol: string;
}

/** What an exchange says of one market now. NaN where it says nothing; prices are in the quote currency. */
export interface Ticker {
  market: Market;
  last: number;
  bid: number;
  ask: number;
  /** Base units offered at the best bid and ask. */
  bidSize: number;
  askSize: number;
  /** Over the last 24 h, in base and in quote units. */
  baseVolume: number;
  quoteVolume: number;
  /** Over the last 24 h. */
  high: number;
  low: number;
  open: number;
  /** Over the last 24 h, per cent. */
  changePercent: number;
  vwap: number;
  /** The exchange's own time stamp, ms UTC; NaN where it gives none. */
  stampedAtMs: number;
}

export const TICKER_FIELDS = [
  'last',
  'bid',
  'ask',
  'bidSize',
  'askSize',
  'baseVolume',
  'quoteVolume',
  'high',
  'low',
  'open',
  'changePercent',
  'vwap',
  'stampedAtMs',
] as const satisfies readonly (keyof Ticker)[];
