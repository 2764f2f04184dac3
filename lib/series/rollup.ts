import { emptyStats, rowIndex } from './stats-table';
import type { HourRollup, ObservationRows } from './types';
import { add } from './window';

/**
 * One hour of some dimensions: count, mean, sum of squared deviations, extremes and last value of each series.
 * `observations` are of that hour and ascending in time within a dimension.
 */
export function rollUp(observations: ObservationRows, hourMs: number): HourRollup {
  const { metricCount } = observations;
  const dimensionIds = Int32Array.from(new Set(observations.dimensionIds)).sort();
  const { count, mean, meanLow, m2, m2Peak, latest } = emptyStats(dimensionIds, metricCount);
  const min = new Float64Array(latest);
  const max = new Float64Array(latest);
  const moments = { count, mean, meanLow, m2, m2Peak };
  const rowOf = rowIndex(dimensionIds);
  for (let i = 0; i < observations.dimensionIds.length; i++) {
    const row = rowOf[observations.dimensionIds[i] ?? 0] ?? 0;
    for (let column = 0; column < metricCount; column++) {
      const value = observations.values[i * metricCount + column] ?? Number.NaN;
      if (Number.isNaN(value)) continue;
      const cell = row * metricCount + column;
      add(moments, cell, value);
      latest[cell] = value;
      if (!((min[cell] ?? Number.NaN) <= value)) min[cell] = value;
      if (!((max[cell] ?? Number.NaN) >= value)) max[cell] = value;
    }
  }
  // A series without a value in this hour has no mean, rather than one of 0.
  for (let cell = 0; cell < count.length; cell++) {
    if (count[cell] === 0) mean[cell] = m2[cell] = Number.NaN;
  }
  return { hourMs, metricCount, dimensionIds, count, mean, m2, min, max, last: latest };
}
