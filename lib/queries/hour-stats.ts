import { group, max, mean, min, sum } from 'd3-array';
import { HOUR_MS } from '@/lib/model/time';
import type { HourPoints, SeriesPoints } from '@/lib/series';

/** What a series did in one stretch of time that begins at `fromMs`, ms UTC. */
export interface Stretch {
  fromMs: number;
  /** Observations in it, at least one. */
  count: number;
  mean: number;
  min: number;
  max: number;
}

/** The hours of a series that are rolled up, in their order. */
export function rolledHours({ hourMs, ...of }: HourPoints): Stretch[] {
  return Array.from(hourMs, (fromMs, i) => ({
    fromMs,
    count: of.count[i] ?? 0,
    mean: of.mean[i] ?? Number.NaN,
    min: of.min[i] ?? Number.NaN,
    max: of.max[i] ?? Number.NaN,
  }));
}

/** The hours of a series that are not rolled up yet, from its observations, which ascend. */
export function observedHours({ atMs, values }: SeriesPoints): Stretch[] {
  const known = Array.from(atMs, (ms, i) => ({ ms, value: values[i] ?? Number.NaN })).filter(({ value }) =>
    Number.isFinite(value),
  );
  return Array.from(
    group(known, ({ ms }) => floor(ms, HOUR_MS)),
    ([fromMs, inside]) => ({
      fromMs,
      count: inside.length,
      mean: mean(inside, ({ value }) => value) ?? Number.NaN,
      min: min(inside, ({ value }) => value) ?? Number.NaN,
      max: max(inside, ({ value }) => value) ?? Number.NaN,
    }),
  );
}

/**
 * Joins hours to longer stretches that begin at multiples of `lengthMs` since the epoch, UTC: no time zone and no
 * daylight saving moves them. Means are weighted by their observations, so an hour half unseen counts half.
 */
export function joined(hours: readonly Stretch[], lengthMs: number): Stretch[] {
  return Array.from(
    group(hours, ({ fromMs }) => floor(fromMs, lengthMs)),
    ([fromMs, inside]) => {
      const count = sum(inside, (hour) => hour.count);
      return {
        fromMs,
        count,
        mean: sum(inside, (hour) => hour.mean * (hour.count / count)),
        min: min(inside, (hour) => hour.min) ?? Number.NaN,
        max: max(inside, (hour) => hour.max) ?? Number.NaN,
      };
    },
  );
}

function floor(ms: number, lengthMs: number): number {
  return Math.floor(ms / lengthMs) * lengthMs;
}
