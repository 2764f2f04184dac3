import type { Ticker as ForeignTicker } from 'ccxt';
import { dimensionName } from '@/lib/model/market-name';
import type { Ticker } from '@/lib/model/ticker';
import type { ListedMarket } from './market-list';
import { amended } from './specials';

/** The library's ticker in our own words; what is no number is NaN, zeros stay as they came. */
export function toTicker(exchange: string, listed: ListedMarket, foreign: ForeignTicker): Ticker {
  const { base, quote, symbol } = listed;
  const ticker: Ticker = {
    market: { name: dimensionName(exchange, base, quote), exchange, base, quote, symbol },
    last: numberOf(foreign.last),
    bid: numberOf(foreign.bid),
    ask: numberOf(foreign.ask),
    bidSize: numberOf(foreign.bidVolume),
    askSize: numberOf(foreign.askVolume),
    baseVolume: numberOf(foreign.baseVolume),
    quoteVolume: numberOf(foreign.quoteVolume),
    high: numberOf(foreign.high),
    low: numberOf(foreign.low),
    open: numberOf(foreign.open),
    changePercent: numberOf(foreign.percentage),
    vwap: numberOf(foreign.vwap),
    stampedAtMs: numberOf(foreign.timestamp),
  };
  return amended(ticker, foreign.info);
}

function numberOf(value: unknown): number {
  return typeof value === 'number' ? value : Number.NaN;
}
