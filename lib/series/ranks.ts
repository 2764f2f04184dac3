import { baselineOf } from './baseline';
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
  const rows = stats.dimensionIds.length;
  const stddev = new Float64Array(rows);
  const cv = new Float64Array(rows);
  for (const { position, hasRatio } of metrics) {
    const column = position - 1;
    for (let row = 0; row < rows; row++) {
      const seen = (stats.atMs[row] ?? 0) > slotMs - SLOTS_UNSEEN * intervalMs;
      const baseline = seen ? baselineOf(stats, row, column) : null;
      stddev[row] = baseline?.stddev ?? Number.NaN;
      cv[row] = baseline && hasRatio && baseline.mean > 0 ? baseline.stddev / baseline.mean : Number.NaN;
    }
    store(rankDescending(stddev), stats.stddevRank, stats.metricCount, column);
    store(rankDescending(cv), stats.cvRank, stats.metricCount, column);
  }
}

/** 1 is the largest, ties share a place and the next one counts them (1, 2, 2, 4); NaN has none: 0. */
export function rankDescending(values: Float64Array): Int32Array {
  const ascending = values.filter((value) => !Number.isNaN(value)).sort();
  const ranks = new Int32Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? Number.NaN;
    ranks[i] = Number.isNaN(value) ? 0 : ascending.length - countUpTo(ascending, value) + 1;
  }
  return ranks;
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

function store(ranks: Int32Array, into: Int32Array, metricCount: number, column: number): void {
  for (let row = 0; row < ranks.length; row++) into[row * metricCount + column] = ranks[row] ?? 0;
}
