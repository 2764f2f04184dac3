import { DAY_MS } from '@/lib/model/time';

/** Europe's afternoon is America's morning: when most is traded. */
const PEAK_MS = 15 * 3_600_000;
const ONCE = 0.5;
const TWICE = 0.2;

/** How busy the markets are at this time of day (UTC), 1 on average: 1.7 at the peak, 0.65 in the small hours. */
export function activity(atMs: number): number {
  const angle = angleOf(atMs);
  return 1 + ONCE * Math.cos(angle) + TWICE * Math.cos(2 * angle);
}

/**
 * The integral of `activity`, ms: a clock that runs fast in busy hours. A walk by this clock moves more then, and a
 * day on it is a day.
 */
export function activityTime(atMs: number): number {
  const angle = angleOf(atMs);
  const swing = ONCE * Math.sin(angle) + (TWICE / 2) * Math.sin(2 * angle);
  return atMs + (swing * DAY_MS) / (2 * Math.PI);
}

function angleOf(atMs: number): number {
  return ((((atMs - PEAK_MS) % DAY_MS) + DAY_MS) % DAY_MS) * ((2 * Math.PI) / DAY_MS);
}
