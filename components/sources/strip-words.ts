import { formatClock, formatZone } from '@/lib/format/time';
import type { StripRun } from './strip-runs';

const NOTHING = 'not collected (this server)';
const MAX_WORDS = 6;

/** `failing 12:05 to 12:10 UTC` */
export function cellWords(
  { fromMs, state }: Pick<StripRun, 'fromMs' | 'state'>,
  cellSeconds: number,
  zone: string,
): string {
  const toMs = fromMs + cellSeconds * 1000;
  return `${state ?? NOTHING} ${formatClock(fromMs, zone)} to ${formatClock(toMs, zone)} ${formatZone(fromMs, zone)}`;
}

/** A whole strip, the last changes in words: `failing 12:05 to 12:20, well 12:20 to 14:00`. */
export function stripWords(runs: readonly StripRun[], zone: string): string {
  const known = runs.filter((run, i) => run.state !== null || (i > 0 && i < runs.length - 1));
  const last = known
    .slice(-MAX_WORDS)
    .map(
      ({ state, fromMs, toMs }) =>
        `${state ?? NOTHING} ${formatClock(fromMs, zone)} to ${formatClock(toMs, zone)}`,
    )
    .join(', ');
  return known.length > MAX_WORDS ? `${known.length - MAX_WORDS} changes, then ${last}` : last;
}
