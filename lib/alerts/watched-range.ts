import type { LevelRange } from './level-range';
import type { SeriesKey, WatchedSeries } from './watched-series';

/** Levels of a series that opened, closed or are open, for those who watch one of them. */
export interface WatchedRange extends SeriesKey, LevelRange {
  staleMs: number | null;
}

/** Each range of these series by itself. */
export function rangesOf(series: readonly WatchedSeries[]): WatchedRange[] {
  return series.flatMap((one) => one.ranges.map((range) => watchedRange(one, range)));
}

/** A range of a series; one that is closed is not stale, whatever became of the series since. */
export function watchedRange(
  { dimensionId, metric, direction, staleMs }: WatchedSeries,
  range: LevelRange,
): WatchedRange {
  return { dimensionId, metric, direction, ...range, staleMs: range.closedMs === null ? staleMs : null };
}
