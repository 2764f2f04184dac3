import { MIN_BASELINE_COUNT, stddevOf } from './baseline';
import type { Metric, StatsTable } from './types';

/** A market unseen for this many slots is out of the ranks. */
const SLOTS_UNSEEN = 3;

/**
 * Ranks every series among the same metric of all dimensions, in place: by standard deviation and, where the
 * metric has a ratio, by coefficient of variation (stddev / mean). Without a baseline, or unseen: 0.
 */
export function rankAll(
  stats: StatsTable,
  metrics: readonly Metric[],
  slotMs: number,
  intervalMs: number,
): void {
  const { metricCount, atMs, count, mean, m2 } = stats;
  const rows = stats.dimensionIds.length;
  const stddev = new Float64Array(rows);
  const cv = new Float64Array(rows);
  const seenAfterMs = slotMs - SLOTS_UNSEEN * intervalMs;
  for (const { position, hasRatio } of metrics) {
    for (let row = 0; row < rows; row++) {
      const cell = row * metricCount + position - 1;
      const n = count[cell] ?? 0;
      const ranked = n >= MIN_BASELINE_COUNT && (atMs[row] ?? 0) > seenAfterMs;
      const deviation = ranked ? stddevOf(m2[cell] ?? 0, n) : Number.NaN;
      const average = mean[cell] ?? 0;
      stddev[row] = deviation;
      cv[row] = hasRatio && average > 0 ? deviation / average : Number.NaN;
    }
    rankDescending(stddev, stats.stddevRank, position - 1, metricCount);
    rankDescending(cv, stats.cvRank, position - 1, metricCount);
  }
}

/**
 * Writes each value's rank to `ranks[start + i * step]`: 1 is the largest, ties share a place and the next one counts
 * them (1, 2, 2, 4); NaN has none: 0.
 */
export function rankDescending(values: Float64Array, ranks: Int32Array, start = 0, step = 1): void {
  const ascending = withoutNaN(values).sort();
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? Number.NaN;
    ranks[start + i * step] = Number.isNaN(value) ? 0 : ascending.length - countUpTo(ascending, value) + 1;
  }
}

function withoutNaN(values: Float64Array): Float64Array {
  const kept = new Float64Array(values.length);
  let length = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? Number.NaN;
    if (!Number.isNaN(value)) kept[length++] = value;
  }
  return kept.subarray(0, length);
}

/** How many of the ascending values are not larger: a binary search without a callback, as it runs per series. */
function countUpTo(ascending: Float64Array, value: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? 0) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
