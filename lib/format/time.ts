import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '@/lib/model/time';

/** The zone of all times until somebody's own is known. */
export const UTC = 'UTC';

/** Whether times can be shown in this zone. Some browsers name zones that they do not know, such as `Etc/Unknown`. */
export function isKnownZone(zone: string): boolean {
  try {
    for (const style of Object.values(STYLES)) new Intl.DateTimeFormat('en-GB', { timeZone: zone, ...style });
    return true;
  } catch {
    return false;
  }
}

/** How long a span is, in its one largest unit, cut down: `42 s`, `2 min`, `5 h`, `3 d`. */
export function formatSpan(spanMs: number): string {
  const span = Math.max(0, spanMs);
  if (span < MINUTE_MS) return `${Math.floor(span / SECOND_MS)} s`;
  if (span < HOUR_MS) return `${Math.floor(span / MINUTE_MS)} min`;
  if (span < 2 * DAY_MS) return `${Math.floor(span / HOUR_MS)} h`;
  return `${Math.floor(span / DAY_MS)} d`;
}

/** What is left of a span, by the second: `4:18`, `1:04:18`. */
export function formatCountdown(leftMs: number): string {
  const seconds = Math.ceil(Math.max(0, leftMs) / SECOND_MS);
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const shown = parts[0] === 0 ? parts.slice(1) : parts;
  return shown.map((part, i) => (i === 0 ? String(part) : String(part).padStart(2, '0'))).join(':');
}

/** A time as seen from `nowMs`: `2 min ago`, `just now`, `in 4 min`. */
export function formatAgo(atMs: number, nowMs: number): string {
  const ageMs = nowMs - atMs;
  if (ageMs < -SECOND_MS) return `in ${formatSpan(-ageMs)}`;
  if (ageMs < 5 * SECOND_MS) return 'just now';
  return `${formatSpan(ageMs)} ago`;
}

const STYLES = {
  exact: {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
  },
  clock: { hour: '2-digit', minute: '2-digit' },
  day: { day: 'numeric', month: 'short' },
  zone: { timeZoneName: 'short' },
  offset: { timeZoneName: 'longOffset' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

const formats = new Map<string, Intl.DateTimeFormat>();

/** Intl formats are slow to make; there are few zones on a page, and few styles. */
function formatOf(style: keyof typeof STYLES, timeZone: string): Intl.DateTimeFormat {
  const key = `${style} ${timeZone}`;
  const known =
    formats.get(key) ?? new Intl.DateTimeFormat('en-GB', { timeZone, hourCycle: 'h23', ...STYLES[style] });
  formats.set(key, known);
  return known;
}

/** The whole time with its zone: `24 Nov 2026, 12:05:00 UTC`. */
export function formatExactTime(atMs: number, zone = UTC): string {
  return formatOf('exact', zone).format(atMs);
}

/** Hours and minutes; where it is shown the zone is named beside it. */
export function formatClock(atMs: number, zone = UTC): string {
  return formatOf('clock', zone).format(atMs);
}

/** A tick of a time axis: the hour, or the day where a day begins. */
export function formatTimeTick(atMs: number, zone = UTC): string {
  const clock = formatClock(atMs, zone);
  return clock === '00:00' ? formatOf('day', zone).format(atMs) : clock;
}

/** What a zone is called at that time: `UTC`, `CET`, `GMT+5:30`. */
export function formatZone(atMs: number, zone = UTC): string {
  const parts = formatOf('zone', zone).formatToParts(atMs);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? zone;
}

/** The day of a time: `24 Nov`. */
export function formatDay(atMs: number, zone = UTC): string {
  return formatOf('day', zone).format(atMs);
}

/** How far a zone is ahead of UTC at that time, ms. */
export function zoneOffsetMs(atMs: number, zone = UTC): number {
  const parts = formatOf('offset', zone).formatToParts(atMs);
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign, hours = 0, minutes = 0] = /GMT([+-])(\d\d):(\d\d)/.exec(name) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * HOUR_MS + Number(minutes) * MINUTE_MS);
}
