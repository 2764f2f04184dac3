import { refusalOf } from './refused-exchanges';

/** Recorded answers of these are read in the tests: thousands of markets, to the digit. */
const RECORDED = new Set(
  'bigone binance coinbaseexchange gate gemini htx kraken kucoin okx upbit'.split(' '),
);

/** Answers that were found documented are read in the tests, field by field: tests/fixtures/documented has them. */
const DOCUMENTED = new Set(
  (
    'aster backpack bequant binanceus bingx bitbns bitfinex bitget bithumb bitopro bitrue bitstamp ' +
    'bitteam bittrade bitvavo blockchaincom btcbox btcturk bybit bybiteu bybitid cex coinbase ' +
    'coinex coinmate coinone coinsph coinspot cryptocom cryptomus ' +
    'delta digifinex fmfwio foxbit gateeu hitbtc hollaex hyperliquid indodax latoken ' +
    'lbank lighter luno mexc myokx ndax okxus onetrading p2b phemex poloniex ' +
    'revolutx toobit weex whitebit xt zebpay'
  ).split(' '),
);

export type Verification = 'recorded' | 'documented' | 'unverified' | 'refused';

/** What the figures that ccxt reads of this exchange have been checked against. */
export function verificationOf(exchange: string): Verification {
  if (refusalOf(exchange) !== null) return 'refused';
  if (RECORDED.has(exchange)) return 'recorded';
  return DOCUMENTED.has(exchange) ? 'documented' : 'unverified';
}

/** One line for each of these exchanges whose figures nobody has checked. */
export function unverifiedWarnings(exchanges: readonly string[]): string[] {
  return exchanges
    .filter((exchange) => verificationOf(exchange) === 'unverified')
    .map(
      (exchange) =>
        `${exchange}: its answers have not been checked against a recording or its documentation; check its figures`,
    );
}
