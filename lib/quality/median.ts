import { median } from 'd3-array';

/** The median of the finite values, the mean of the middle two where their number is even; NaN where there is none. */
export function medianOf(values: Iterable<number>): number {
  return median(values, (value) => (Number.isFinite(value) ? value : undefined)) ?? Number.NaN;
}
