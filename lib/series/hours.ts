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
