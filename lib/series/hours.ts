import { HOUR_MS } from '@/lib/model/time';

/** One hour of some dimensions: one row a dimension, one column a metric, row-major; NaN where nothing was observed. */
export interface HourRollup {
  /** The hour's beginning, ms UTC. */
  hourMs: number;
  metricCount: number;
  dimensionIds: Int32Array;
  count: Int32Array;
  mean: Float64Array;
  /** Sum of squared deviations from the mean. */
  m2: Float64Array;
  min: Float64Array;
  max: Float64Array;
  last: Float64Array;
}

/** One series by hours, ascending; an hour without an observation is absent. */
export interface HourPoints {
  hourMs: Float64Array;
  count: Int32Array;
  mean: Float64Array;
  min: Float64Array;
  max: Float64Array;
}

/** Clock hours: `hours` of them, the first from `fromMs` on, the last one up to and with `toMs`, ms UTC. */
export interface HourSpan {
  fromMs: number;
  toMs: number;
  hours: number;
}

/**
 * What series did in each hour of a span. Row-major, one column an hour; one row for each metric asked for of the first
 * dimension, then of the second. NaN in hours without a value.
 */
export interface HourExtremes {
  last: Float64Array;
  low: Float64Array;
  high: Float64Array;
}

/** The clock hours that the 24 hours up to `toMs` touch: 25 of them. */
export function hoursOfLastDay(toMs: number): HourSpan {
  const floor = (ms: number) => Math.floor(ms / HOUR_MS) * HOUR_MS;
  const fromMs = floor(toMs - 24 * HOUR_MS);
  return { fromMs, toMs, hours: (floor(toMs) - fromMs) / HOUR_MS + 1 };
}
