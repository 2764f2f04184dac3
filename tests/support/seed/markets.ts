/** A made-up market: where it trades, and what its price is like. */
export interface SeedMarket {
  name: string;
  exchange: string;
  base: string;
  quote: string;
  price: number;
  /** Standard deviation of a 5-minute step, relative. */
  step: number;
}

/** What makes some of them worth a test. */
export const CASES = {
  /** A usual market on all exchanges. */
  usual: 'kraken:BTC-USD',
  /** More than three times its mean at the end. */
  jump: 'gate:PEPE-USDT',
  /** Two hours without observations. */
  gap: 'okx:SOL-USDT',
  /** Some refused values, and a refused newest one. */
  refused: 'kraken:ETH-USD',
  /** The newest value waits to be confirmed. */
  pending: 'gate:DOGE-USDT',
  /** No other venue lists it. */
  alone: 'gate:RARE-USDT',
  /** Listed half an hour ago. */
  young: 'kraken:NEW-USD',
  /** Not seen for the last six hours. */
  stale: 'binance:LTC-USDT',
} as const;

const PRICES: [base: string, price: number, step: number][] = [
  ['BTC', 64_231.5, 0.0012],
  ['ETH', 3_412.21, 0.0016],
  ['SOL', 142.37, 0.0028],
  ['XRP', 1.0834, 0.0022],
  ['ADA', 0.4123, 0.0026],
  ['DOGE', 0.1172, 0.0034],
  ['LTC', 84.11, 0.002],
  ['DOT', 6.412, 0.0024],
  ['LINK', 17.93, 0.0025],
  ['AVAX', 31.08, 0.003],
  ['UNI', 9.221, 0.0028],
  ['ATOM', 7.034, 0.0024],
  ['NEAR', 5.113, 0.0031],
  ['PEPE', 0.00001234, 0.006],
  ['SHIB', 0.0000211, 0.004],
  ['BONK', 0.0000187, 0.005],
  ['TRX', 0.1619, 0.0011],
  ['XLM', 0.2871, 0.0023],
  ['USDC', 1.0001, 0.00004],
];

const QUOTES: Record<string, [quote: string, usd: number][]> = {
  kraken: [
    ['USD', 1],
    ['EUR', 1.09],
  ],
  okx: [
    ['USDT', 1],
    ['BTC', 64_231.5],
  ],
  binance: [
    ['USDT', 1],
    ['TRY', 0.0291],
  ],
  gate: [['USDT', 1]],
};

/** 4 exchanges, some 130 markets. */
export const SEED_MARKETS: readonly SeedMarket[] = [
  ...Object.entries(QUOTES).flatMap(([exchange, quotes]) =>
    quotes.flatMap(([quote, usd]) =>
      PRICES.filter(([base]) => base !== quote).map(([base, price, step]) =>
        market(exchange, base, quote, price / usd, step),
      ),
    ),
  ),
  market('gate', 'RARE', 'USDT', 0.000431, 0.008),
  market('gate', 'A/B', 'USDT', 12.5, 0.003),
  market('kraken', 'NEW', 'USD', 3.2, 0.004),
];

function market(exchange: string, base: string, quote: string, price: number, step: number): SeedMarket {
  return { name: `${exchange}:${base}-${quote}`, exchange, base, quote, price, step };
}
