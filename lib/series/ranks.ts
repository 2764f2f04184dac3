import { AscendingOrder } from './ascending-order';
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
  const orders = new AscendingOrder(rows);
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
    rankDescending(stddev, stats.stddevRank, position - 1, metricCount, orders);
    rankDescending(cv, stats.cvRank, position - 1, metricCount, orders);
  }
}

/**
 * Writes each value's rank to `ranks[start + i * step]`: 1 is the largest, ties share a place and the next one counts
 * them (1, 2, 2, 4); NaN has none: 0. No value is negative.
 */
export function rankDescending(
  values: Float64Array,
  ranks: Int32Array,
  start = 0,
  step = 1,
  orders = new AscendingOrder(values.length),
): void {
  const order = orders.of(values);
  for (let i = 0; i < values.length; i++) ranks[start + i * step] = 0;
  let rank = 0;
  let before = Number.NaN;
  for (let place = order.length - 1; place >= 0; place--) {
    const i = order[place] ?? 0;
    const value = values[i] ?? Number.NaN;
    if (value !== before) rank = order.length - place;
    before = value;
    ranks[start + i * step] = rank;
  }
}
