import type { HourRollup } from './hours';
import { rowIndex } from './stats-table';
import type { ObservationRows } from './types';
import { add, type Moments } from './window';

/** An hour that still takes values in. */
type OpenHour = HourRollup & Moments;

/** An hour of these dimensions before its first value. */
export function openHour(hourMs: number, dimensionIds: Int32Array, metricCount: number): OpenHour {
  const cells = dimensionIds.length * metricCount;
  return {
    hourMs,
    metricCount,
    dimensionIds,
    count: new Int32Array(cells),
    mean: new Float64Array(cells),
    meanLow: new Float64Array(cells),
    m2: new Float64Array(cells),
    m2Peak: new Float64Array(cells),
    min: new Float64Array(cells).fill(Number.NaN),
    max: new Float64Array(cells).fill(Number.NaN),
    last: new Float64Array(cells).fill(Number.NaN),
  };
}

/** Takes the next value of a series in. NaN is none. */
export function takeIn(hour: OpenHour, cell: number, value: number): void {
  if (Number.isNaN(value)) return;
  add(hour, cell, value);
  hour.last[cell] = value;
  if (!((hour.min[cell] ?? Number.NaN) <= value)) hour.min[cell] = value;
  if (!((hour.max[cell] ?? Number.NaN) >= value)) hour.max[cell] = value;
}

/** The hour, when all has been taken in. */
export function closeHour({ meanLow: _, m2Peak: __, ...hour }: OpenHour): HourRollup {
  // A series without a value in this hour has no mean, rather than one of 0.
  for (let cell = 0; cell < hour.count.length; cell++) {
    if (hour.count[cell] === 0) hour.mean[cell] = hour.m2[cell] = Number.NaN;
  }
  return hour;
}

/**
 * One hour of some dimensions: count, mean, sum of squared deviations, extremes and last value of each series.
 * `observations` are of that hour and ascending in time within a dimension.
 */
export function rollUp(observations: ObservationRows, hourMs: number): HourRollup {
  const { metricCount } = observations;
  const hour = openHour(hourMs, Int32Array.from(new Set(observations.dimensionIds)).sort(), metricCount);
  const rowOf = rowIndex(hour.dimensionIds);
  for (let i = 0; i < observations.dimensionIds.length; i++) {
    const row = rowOf[observations.dimensionIds[i] ?? 0] ?? 0;
    for (let column = 0; column < metricCount; column++) {
      const value = observations.values[i * metricCount + column] ?? Number.NaN;
      takeIn(hour, row * metricCount + column, value);
    }
  }
  return closeHour(hour);
}
