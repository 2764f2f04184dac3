import type { HourExtremes } from '@/lib/series';

/** A series by clock hours, the oldest first: last, lowest and highest value of each; null in an hour without one. */
export interface SparkLine {
  values: (number | null)[];
  low: (number | null)[];
  high: (number | null)[];
}

/** A line is as high as a line of text: more digits than these cannot be seen. */
const DIGITS = 6;

/** The line of one row of what was read, to six digits. */
export function sparkLineOf({ last, low, high }: HourExtremes, row: number, hours: number): SparkLine {
  const rowOf = (cells: Float64Array) =>
    Array.from(cells.subarray(row * hours, (row + 1) * hours), (value) =>
      Number.isFinite(value) ? Number(value.toPrecision(DIGITS)) : null,
    );
  return { values: rowOf(last), low: rowOf(low), high: rowOf(high) };
}
