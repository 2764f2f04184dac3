import type { WatchGroup } from './compiled-watches';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** A day has so many mails, and the digest of the rest. */
const MOST_A_DAY = 25;

/** An hour in which the extreme of a series was beyond a watch, against the mean of the 24 hours before it. */
export interface BeyondHour {
  dimensionId: number;
  base: string;
  watch: Omit<WatchGroup, 'subscriberIds'>;
  metric: string;
  hourMs: number;
}

/**
 * About how many mails and alerts there would have been: hours in a row are one alert (one hour between them too, since
 * an alert opens again within half an hour), and the alerts of a base one matter, which is told as it begins and ends.
 */
export function countByHours(hours: readonly BeyondHour[]): { mails: number; alerts: number } {
  const bySeries = new Map<string, number[]>();
  const byBase = new Map<string, number[]>();
  for (const { dimensionId, base, watch, metric, hourMs } of hours) {
    push(bySeries, `${dimensionId} ${metric} ${watch.direction} ${watch.threshold}`, hourMs);
    push(byBase, base, hourMs);
  }
  const alerts = [...bySeries.values()].reduce((sum, own) => sum + runsOf(own).length, 0);
  const moments = new Set(
    [...byBase.values()].flatMap((own) => runsOf(own).flatMap(([from, to]) => [from, to + HOUR_MS])),
  );
  const perDay = new Map<number, number>();
  for (const at of moments)
    perDay.set(Math.floor(at / DAY_MS), (perDay.get(Math.floor(at / DAY_MS)) ?? 0) + 1);
  const mails = [...perDay.values()].reduce((sum, count) => sum + Math.min(count, MOST_A_DAY), 0);
  return { mails, alerts };
}

function push(map: Map<string, number[]>, key: string, hourMs: number): void {
  const own = map.get(key);
  if (own === undefined) map.set(key, [hourMs]);
  else own.push(hourMs);
}

/** First and last hour of each run. */
function runsOf(hoursMs: readonly number[]): [number, number][] {
  const runs: [number, number][] = [];
  for (const hourMs of [...new Set(hoursMs)].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last !== undefined && hourMs - last[1] <= 2 * HOUR_MS) last[1] = hourMs;
    else runs.push([hourMs, hourMs]);
  }
  return runs;
}
