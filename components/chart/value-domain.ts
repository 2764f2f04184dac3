import { baselineSpan } from './baseline-span';
import type { ChartData } from './types';

/** The threshold is in reach if the axis grows by no more than this share of itself to show it. */
const REACH = 0.5;

export interface ValueDomain {
  low: number;
  high: number;
  /** The value `threshold` x mean, and whether the axis shows it; null without one. */
  threshold: { value: number; inReach: boolean } | null;
}

/**
 * The span of the value axis: the accepted values and the band, and the threshold where it is in reach.
 * Refused values never stretch it.
 */
export function valueDomain(data: ChartData): ValueDomain {
  const { points, threshold, compared } = data;
  const baseline = baselineSpan(data) === null ? null : data.baseline;
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  const include = (value: number) => {
    low = Math.min(low, value);
    high = Math.max(high, value);
  };
  for (const series of [points, ...compared.map((other) => other.points)]) {
    for (const { value, min = value, max = value } of series) {
      include(min);
      include(max);
    }
  }
  if (baseline !== null) {
    include(baseline.mean - baseline.stddev);
    include(baseline.mean + baseline.stddev);
  }
  if (low > high) return { low: 0, high: 1, threshold: null };
  const limit = baseline === null || threshold === null ? null : baseline.mean * threshold;
  const inReach = limit !== null && limit <= high + REACH * (high - low);
  if (inReach && limit !== null) include(limit);
  return { ...padded(low, high), threshold: limit === null ? null : { value: limit, inReach } };
}

/** A twentieth of air on either side; a constant series gets an axis around it. */
function padded(low: number, high: number): { low: number; high: number } {
  const span = high - low;
  // A span within the rounding of its own values is none: the axis could not be labelled.
  if (span > 1e-9 * Math.max(Math.abs(low), Math.abs(high))) {
    const air = span / 20;
    return { low: low >= 0 ? Math.max(0, low - air) : low - air, high: high + air };
  }
  const room = Math.abs(high) / 100 || 1;
  return { low: low - room, high: high + room };
}
