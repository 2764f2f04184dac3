import { mean } from 'd3-array';
import type { SeriesPoints } from '@/lib/series';
import type { GraphPoint } from './metric-report';

const HOUR_MS = 3_600_000;

/** Mean, least and largest value of each hour that has one, at the hour's beginning. `points` ascend. */
export function byHour({ atMs, values }: SeriesPoints): GraphPoint[] {
  const hours = new Map<number, number[]>();
  for (let i = 0; i < atMs.length; i++) {
    const value = values[i] ?? Number.NaN;
    if (!Number.isFinite(value)) continue;
    const hour = Math.floor((atMs[i] ?? 0) / HOUR_MS) * HOUR_MS;
    const known = hours.get(hour);
    if (known === undefined) hours.set(hour, [value]);
    else known.push(value);
  }
  return Array.from(hours, ([hour, held]) => ({
    at: new Date(hour).toISOString(),
    value: mean(held) ?? 0,
    min: Math.min(...held),
    max: Math.max(...held),
  }));
}
