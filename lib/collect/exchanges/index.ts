import type { SourceReading } from '@/lib/quality';
import { loadExchanges } from './known-exchange';
import { readSource, type SourceDeps } from './read-source';

export { type CandleDeps, type CandleReader, openCandles } from './candles';
export { type ExchangeWaitStore, postgresExchangeWaits } from './exchange-waits';
export { CANDLE_MS, type Candle } from './gather-candles';
export type { ListedMarket } from './market-list';
export { type MarketList, type MarketListStore, postgresMarketLists } from './market-lists';
export type { SourceDeps } from './read-source';

/** What each source says now, in the given order, all asked at once, each in its own time. Never throws. */
export async function readSources(exchanges: readonly string[], deps: SourceDeps): Promise<SourceReading[]> {
  await loadExchanges(exchanges);
  return Promise.all(exchanges.map((exchange) => readSource(exchange, deps)));
}
