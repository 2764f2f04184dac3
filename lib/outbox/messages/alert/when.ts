import type { AlertEntry } from '@/lib/alerts';
import { formatZone, isKnownZone, UTC } from '@/lib/format/time';
import { MINUTE_MS } from '@/lib/model/time';

const formats = new Map<string, Record<'day' | 'clock', Intl.DateTimeFormat>>();

/** UTC for none, and for one that was stored by a machine that knew more zones than this one. */
function usable(timeZone: string | null): string {
  return timeZone !== null && (formats.has(timeZone) || isKnownZone(timeZone)) ? timeZone : UTC;
}

function formatsOf(given: string | null) {
  const timeZone = usable(given);
  const known = formats.get(timeZone) ?? {
    day: new Intl.DateTimeFormat('en-GB', { timeZone, day: 'numeric', month: 'short', year: 'numeric' }),
    clock: new Intl.DateTimeFormat('en-GB', {
      timeZone,
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    }),
  };
  formats.set(timeZone, known);
  return known;
}

/** A time in a zone, with its offset in words: `24 Nov 2026, 13:05 CET`. Null: UTC. */
export function timeIn(atMs: number, timeZone: string | null): string {
  const { day } = formatsOf(timeZone);
  return `${day.format(atMs)}, ${clockIn(atMs, timeZone)}`;
}

/** From the first to the last of an entry: `24 Nov 2026, 13:05 CET to 15:25 CET`. */
export function spanIn({ series }: AlertEntry, timeZone: string | null): string {
  const sinceMs = Math.min(...series.map((one) => one.sinceMs));
  const untilMs = Math.max(...series.map((one) => one.untilMs ?? one.sinceMs));
  const { day } = formatsOf(timeZone);
  const isSameDay = day.format(sinceMs) === day.format(untilMs);
  return `${timeIn(sinceMs, timeZone)} to ${isSameDay ? clockIn(untilMs, timeZone) : timeIn(untilMs, timeZone)}`;
}

/** With what the zone is called at that time: where clocks go back, an hour comes twice under two names. */
function clockIn(atMs: number, timeZone: string | null): string {
  return `${formatsOf(timeZone).clock.format(atMs)} ${formatZone(atMs, usable(timeZone))}`;
}

/** How long it lasted: `35 min`, `2 h 20 min`. */
export function lasted({ series }: AlertEntry): string {
  const sinceMs = Math.min(...series.map((one) => one.sinceMs));
  const untilMs = Math.max(...series.map((one) => one.untilMs ?? one.sinceMs));
  const minutes = Math.round((untilMs - sinceMs) / MINUTE_MS);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}
