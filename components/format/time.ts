const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

/** How long a span is, in its one largest unit, cut down: `42 s`, `2 min`, `5 h`, `3 d`. */
export function formatSpan(spanMs: number): string {
  const span = Math.max(0, spanMs);
  if (span < MINUTE_MS) return `${Math.floor(span / SECOND_MS)} s`;
  if (span < HOUR_MS) return `${Math.floor(span / MINUTE_MS)} min`;
  if (span < 2 * DAY_MS) return `${Math.floor(span / HOUR_MS)} h`;
  return `${Math.floor(span / DAY_MS)} d`;
}

/** A time as seen from `nowMs`: `2 min ago`, `just now`, `in 4 min`. */
export function formatAgo(atMs: number, nowMs: number): string {
  const ageMs = nowMs - atMs;
  if (ageMs < -SECOND_MS) return `in ${formatSpan(-ageMs)}`;
  if (ageMs < 5 * SECOND_MS) return 'just now';
  return `${formatSpan(ageMs)} ago`;
}

const options = (parts: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', hourCycle: 'h23', ...parts });

const EXACT = options({
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});
const CLOCK = options({ hour: '2-digit', minute: '2-digit' });
const DAY = options({ day: 'numeric', month: 'short' });

/** The whole time with its zone: `24 Nov 2026, 12:05:00 UTC`. */
export function formatExactTime(atMs: number): string {
  return `${EXACT.format(atMs)} UTC`;
}

/** Hours and minutes, UTC; where it is shown the zone is named beside it. */
export function formatClock(atMs: number): string {
  return CLOCK.format(atMs);
}

/** A tick of a time axis: the hour, or the day where a day begins. */
export function formatTimeTick(atMs: number): string {
  return atMs % DAY_MS === 0 ? DAY.format(atMs) : CLOCK.format(atMs);
}
