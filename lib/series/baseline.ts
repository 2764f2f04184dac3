import type { StatsTable } from './types';

/** A baseline of fewer observations than this is none: one hour at 5 minutes. */
export const MIN_BASELINE_COUNT = 12;
export const WINDOW_MS = 86_400_000;

export interface Baseline {
  count: number;
  mean: number;
  /** Sample standard deviation. */
  stddev: number;
}

/** The baseline of one series, or null below 12 observations. `column` = metric position - 1. */
export function baselineOf(stats: StatsTable, row: number, column: number): Baseline | null {
  const cell = row * stats.metricCount + column;
  const count = stats.count[cell] ?? 0;
  if (count < MIN_BASELINE_COUNT) return null;
  return { count, mean: stats.mean[cell] ?? Number.NaN, stddev: stddevOf(stats.m2[cell] ?? 0, count) };
}

/** Sample standard deviation from the sum of squared deviations of `count` values. */
export function stddevOf(m2: number, count: number): number {
  return Math.sqrt(m2 / (count - 1));
}

/** Latest value / baseline mean; null without a baseline, a latest value or a positive mean. */
export function ratioOf(stats: StatsTable, row: number, column: number): number | null {
  const baseline = baselineOf(stats, row, column);
  const latest = stats.latest[row * stats.metricCount + column] ?? Number.NaN;
  if (baseline === null || Number.isNaN(latest) || !(baseline.mean > 0)) return null;
  return latest / baseline.mean;
}
