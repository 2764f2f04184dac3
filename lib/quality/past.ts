import type { MarketState } from '@/lib/quality/market-state';
import type { StatsTable } from '@/lib/series';
import type { SourceHistory } from './source-history';

/** What is known before this slot. */
export interface Past {
  slotMs: number;
  intervalMs: number;
  stats: StatsTable;
  /** The columns of the metrics `price`, `volume` and `premium` in the statistics; -1 before they are known. */
  priceColumn: number;
  volumeColumn: number;
  premiumColumn: number;
  /** Dimension id by name; markets never seen are absent. */
  idOf: ReadonlyMap<string, number>;
  histories: ReadonlyMap<string, SourceHistory>;
  /** By dimension id; markets in their usual state are absent. */
  states: ReadonlyMap<number, MarketState>;
}
