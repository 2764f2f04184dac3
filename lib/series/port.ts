import type { HourPoints } from './hours';
import type { ClosedCollection, RejectedPoint, SampleSpan, SeriesPoints, Snapshot } from './types';

/** What pages and REST read. A second store implements this and passes the same contract suite. */
export interface SeriesReader {
  /** The last closed collection, null before the first. What other processes close is known within seconds. */
  collection(): Promise<ClosedCollection | null>;
  /** The last closed collection's statistics. Runs no SQL while that collection is known to be the last. */
  snapshot(): Promise<Snapshot>;
  /** Stored values of one series in [fromMs, toMs], ascending. */
  points(dimensionId: number, position: number, fromMs: number, toMs: number): Promise<SeriesPoints>;
  /**
   * The last value of each series in each of `steps` stretches of time, (fromMs + i * stepMs, fromMs + (i + 1) * stepMs]:
   * row-major, one row a dimension in the order of `dimensionIds`, NaN where a stretch has none.
   */
  samples(dimensionIds: Int32Array, position: number, span: SampleSpan): Promise<Float64Array>;
  /** Hourly rollups of one series whose hours begin in [fromMs, toMs), ascending. */
  hours(dimensionId: number, position: number, fromMs: number, toMs: number): Promise<HourPoints>;
  /** Refused values of one series in [fromMs, toMs], ascending. */
  rejected(dimensionId: number, position: number, fromMs: number, toMs: number): Promise<RejectedPoint[]>;
  /**
   * Every metric of one market in each of `steps` stretches of time, (fromMs + i * stepMs, fromMs + (i + 1) * stepMs]: the
   * last observation of each, row-major, one row a stretch, one column a metric, NaN where a stretch has none.
   */
  profile(dimensionId: number, metricCount: number, span: SampleSpan): Promise<Float64Array>;
}
