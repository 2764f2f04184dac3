import { isKnownZone, UTC } from '@/components/format/time';
import type { AlertEntry } from '@/lib/alerts';

const MINUTE_MS = 60_000;
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

/** A time in a zone, which is named: `24 Nov 2026, 13:05 (Europe/Berlin)`. Null: UTC. */
export function timeIn(atMs: number, timeZone: string | null): string {
  return `${bare(atMs, timeZone)} (${usable(timeZone)})`;
}

/** From the first to the last of an entry: `24 Nov 2026, 13:05 to 15:25 (Europe/Berlin)`. */
export function spanIn({ series }: AlertEntry, timeZone: string | null): string {
  const sinceMs = Math.min(...series.map((one) => one.sinceMs));
  const untilMs = Math.max(...series.map((one) => one.untilMs ?? one.sinceMs));
  const { day, clock } = formatsOf(timeZone);
  const sameDay = day.format(sinceMs) === day.format(untilMs);
  return `${bare(sinceMs, timeZone)} to ${sameDay ? clock.format(untilMs) : bare(untilMs, timeZone)} (${usable(timeZone)})`;
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

function bare(atMs: number, timeZone: string | null): string {
  const { day, clock } = formatsOf(timeZone);
  return `${day.format(atMs)}, ${clock.format(atMs)}`;
}
