import { descending } from 'd3-array';
import type { Opening } from './public-alerts';
import type { WatchedRange } from './watched-range';
import { type SeriesKey, seriesKey, type WatchedSeries } from './watched-series';

/**
 * Series that may open in one collection. More than this at once is a fault of the data or a move of everything, which
 * the furthest 2,000 show as well; 280 markets of one exchange with all their metrics still fit.
 */
export const MAX_OPENINGS = 2_000;
/** Subscribers times series that may be notified in one collection: some 100 MB of rows and lists. */
export const MAX_NOTIFIED = 200_000;

/** One series that opens in this slot: its public alert, or levels that somebody watches, or both. */
export interface Candidate extends SeriesKey {
  distance: number;
  /** US dollars a day. */
  turnover: number;
  alert: Opening | null;
  begun: WatchedRange | null;
  /** How many subscribers watch what has begun. */
  audience(): number;
}

/** The openings of one slot within the limits, the furthest from their mean first and then the most traded. */
export function limitOpenings(candidates: readonly Candidate[]): { taken: Candidate[]; held: Candidate[] } {
  const sorted = candidates.toSorted(
    (a, b) => descending(a.distance, b.distance) || descending(a.turnover, b.turnover),
  );
  let notified = 0;
  let end = 0;
  for (const { audience } of sorted.slice(0, MAX_OPENINGS)) {
    notified += audience();
    if (notified > MAX_NOTIFIED && end > 0) break;
    end++;
  }
  return { taken: sorted.slice(0, end), held: sorted.slice(end) };
}

/** These series with what opened in this slot marked as held, where they were held back. */
export function holdBack(
  series: readonly WatchedSeries[],
  held: readonly SeriesKey[],
  atMs: number,
): WatchedSeries[] {
  const keys = new Set(held.map(seriesKey));
  return series.map((one) => {
    if (!keys.has(seriesKey(one))) return one;
    const ranges = one.ranges.map((range) => (range.openedMs === atMs ? { ...range, isHeld: true } : range));
    return { ...one, ranges };
  });
}
