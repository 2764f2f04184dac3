import { duration } from '@/lib/incidents/episodes/service-conditions';

/** `12:05 UTC on 24 November 2026` */
export function time(ms: number): string {
  return `${clock(ms)} UTC on ${day(ms)}`;
}

/** `from 12:05 to 12:15 UTC on 24 November 2026`, with both days where it went beyond one. */
export function span(fromMs: number, toMs: number): string {
  const from = day(fromMs) === day(toMs) ? clock(fromMs) : time(fromMs);
  return `from ${from} to ${time(toMs)}`;
}

const clock = (ms: number) => new Date(ms).toISOString().slice(11, 16);

const day = (ms: number) =>
  new Date(ms).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });

/** `, 10 min ago`, to follow a time; nothing within the first minute. */
export function ago(ms: number): string {
  return ms < 60_000 ? '' : `, ${duration(ms)} ago`;
}
