import type { HourExtremes, HourPoints, HourSpan } from './hours';
import type { ClosedCollection, RejectedPoint, SeriesPoints, Snapshot } from './types';

/** What pages and REST read. A second store implements this and passes the same contract suite. */
export interface SeriesReader {
  /** The last closed collection, null before the first. What other processes close is known within seconds. */
  collection(): Promise<ClosedCollection | null>;
  /** The last closed collection's statistics. Runs no SQL while that collection is known to be the last. */
  snapshot(): Promise<Snapshot>;
  /** Stored values of one series in [fromMs, toMs], ascending. */
  points(dimensionId: number, position: number, fromMs: number, toMs: number): Promise<SeriesPoints>;
  /** What each of these metrics of each of these dimensions did in each hour of the span. */
  hourExtremes(dimensionIds: Int32Array, positions: readonly number[], span: HourSpan): Promise<HourExtremes>;
  /** Hourly rollups of one series whose hours begin in [fromMs, toMs), ascending. */
  hours(dimensionId: number, position: number, fromMs: number, toMs: number): Promise<HourPoints>;
  /** Refused values of one series in [fromMs, toMs], ascending. */
  rejected(dimensionId: number, position: number, fromMs: number, toMs: number): Promise<RejectedPoint[]>;
}
