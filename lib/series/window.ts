/**
 * The sliding window's arithmetic: count, mean and sum of squared deviations of one series, changed by one
 * value at a time (Welford 1962; the removal is its inverse). Nothing here knows of time or of storage.
 *
 * The mean is kept as an unevaluated sum `mean + meanLow` (Dekker 1971): a thousand rounded additions drift by
 * several units in the last place, which a nearly constant series (a peg, a dead market) would show as deviation.
 */
export interface Moments {
  count: Int32Array;
  mean: Float64Array;
  /** What `mean` rounds off. */
  meanLow: Float64Array;
  /** Sum of squared deviations from the mean. */
  m2: Float64Array;
  /** The largest m2 since the series was last rebuilt. */
  m2Peak: Float64Array;
}

/**
 * Below this share of its peak, m2 has lost too many digits to be trusted: every step rounds m2 to 1.1e-16 of
 * its size at that time, some 600 steps a day add up to 3e-15 of the peak, and 1e-5 leaves 3e-10 of m2 itself.
 */
const TRUSTED_SHARE_OF_PEAK = 1e-5;

/** Takes a value into the series at `cell`. `value` is finite. */
export function add(moments: Moments, cell: number, value: number): void {
  const count = (moments.count[cell] ?? 0) + 1;
  const mean = moments.mean[cell] ?? 0;
  const low = moments.meanLow[cell] ?? 0;
  const delta = value - mean - low;
  setMean(moments, cell, mean, low + delta / count);
  const m2 = (moments.m2[cell] ?? 0) + delta * deviation(moments, cell, value);
  moments.count[cell] = count;
  moments.m2[cell] = m2;
  if (m2 > (moments.m2Peak[cell] ?? 0)) moments.m2Peak[cell] = m2;
}

/**
 * Takes a value out that was taken in before. Answers false when what is left cannot be trusted:
 * the caller then rebuilds the series (`reset`, then `add` each of its observations).
 */
export function remove(moments: Moments, cell: number, value: number): boolean {
  const count = (moments.count[cell] ?? 0) - 1;
  if (count <= 0) {
    reset(moments, cell);
    return count === 0;
  }
  const mean = moments.mean[cell] ?? 0;
  const low = moments.meanLow[cell] ?? 0;
  const delta = value - mean - low;
  setMean(moments, cell, mean, low - delta / count);
  const m2 = (moments.m2[cell] ?? 0) - delta * deviation(moments, cell, value);
  moments.count[cell] = count;
  moments.m2[cell] = Math.max(0, m2);
  return m2 >= TRUSTED_SHARE_OF_PEAK * (moments.m2Peak[cell] ?? 0);
}

/** Empties the series at `cell`. */
export function reset(moments: Moments, cell: number): void {
  moments.count[cell] = 0;
  moments.mean[cell] = 0;
  moments.meanLow[cell] = 0;
  moments.m2[cell] = 0;
  moments.m2Peak[cell] = 0;
}

/** Distance of a value from the two-part mean. */
function deviation(moments: Moments, cell: number, value: number): number {
  return value - (moments.mean[cell] ?? 0) - (moments.meanLow[cell] ?? 0);
}

/** mean + change without loss: TwoSum (Knuth, TAOCP 2, 4.2.2), since neither part need be the larger one. */
function setMean(moments: Moments, cell: number, mean: number, change: number): void {
  const sum = mean + change;
  const added = sum - mean;
  moments.mean[cell] = sum;
  moments.meanLow[cell] = mean - (sum - added) + (change - added);
}
