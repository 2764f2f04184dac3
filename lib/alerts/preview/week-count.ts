import { DAY_MS, HOUR_MS } from '@/lib/model/time';

/** A day has so many mails, and the digest of the rest. */
const MAX_MAILS_A_DAY = 25;

/** About how many mails and alerts hours beyond a threshold would have been. */
export interface WeekCount {
  /** The hours of one base, by series; each base once. */
  add(seriesHoursMs: readonly (readonly number[])[]): void;
  total(): { mails: number; alerts: number };
}

/**
 * Hours in a row are one alert (one hour between them too, since an alert opens again within half an hour), and the
 * alerts of a base one matter, which is told as it begins and ends.
 */
export function countWeek(): WeekCount {
  let alerts = 0;
  const moments = new Set<number>();
  return {
    add(seriesHoursMs) {
      for (const hoursMs of seriesHoursMs) alerts += runsOf(hoursMs).length;
      for (const [from, to] of runsOf(seriesHoursMs.flat())) moments.add(from).add(to + HOUR_MS);
    },
    total() {
      const perDay = new Map<number, number>();
      for (const at of moments) {
        const day = Math.floor(at / DAY_MS);
        perDay.set(day, (perDay.get(day) ?? 0) + 1);
      }
      const mails = [...perDay.values()].reduce((sum, count) => sum + Math.min(count, MAX_MAILS_A_DAY), 0);
      return { mails, alerts };
    },
  };
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
