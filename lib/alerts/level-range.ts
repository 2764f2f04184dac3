import type { Reading } from './episode';
import type { Direction } from './level';

/** What was known of an observation when levels opened on it. */
export interface Evidence {
  /** Index into QUALITIES. */
  quality: number;
  venuesAgreeing: number;
  venuesListing: number;
}

/**
 * Levels of one series that opened and closed together: those from `from` up to, but not including, `to`. Times are
 * slots, ms UTC.
 */
export interface LevelRange {
  from: number;
  to: number;
  openedMs: number;
  opening: Reading;
  evidence: Evidence;
  /** Latest / mean at its furthest while it was open. */
  peakRatio: number;
  peakAtMs: number;
  /** Null while it is open. */
  closedMs: number | null;
  /** Null while it is open, and where the baseline restarted. */
  closing: Reading | null;
  /** It opened beyond the limit of one collection: nobody was notified, and no public alert was opened. */
  isHeld: boolean;
}

/** Far beyond every level that can be watched, and still a number in JSON. */
const MAX_DISTANCE = 1e9;

/** How far a reading is from its mean, as a multiple that levels of its direction are compared with. */
export function distanceOf(direction: Direction, { value, mean }: Reading): number {
  const distance = direction === 'above' ? value / mean : value > 0 ? mean / value : MAX_DISTANCE;
  return Math.min(distance, MAX_DISTANCE);
}

/** The lower and the upper part of ranges, cut at a level; a range that spans it becomes two. */
export function cutAt(ranges: readonly LevelRange[], level: number): [LevelRange[], LevelRange[]] {
  const below: LevelRange[] = [];
  const above: LevelRange[] = [];
  for (const range of ranges) {
    if (range.from < level) below.push(range.to > level ? { ...range, to: level } : range);
    if (range.to > level) above.push(range.from < level ? { ...range, from: level } : range);
  }
  return [below, above];
}

/** A series has no more ranges than this: each is one slot in which a level that somebody watches was crossed. */
export const MAX_RANGES = 32;

/**
 * The same levels in as few ranges as tell watched levels apart. Levels that nobody watches take the times of their
 * neighbors; beyond the maximum the two openings that are closest in time become one, at the later time.
 */
export function merged(
  ranges: readonly LevelRange[],
  hasLevel: (from: number, to: number) => boolean,
): LevelRange[] {
  const joined: LevelRange[] = [];
  for (const range of ranges) {
    const before = joined.at(-1);
    if (before === undefined || !isSameState(before, range)) joined.push(range);
    else if (isSameTime(before, range) || !hasLevel(range.from, range.to)) {
      joined[joined.length - 1] = join(before, range, before);
    } else if (!hasLevel(before.from, before.to)) joined[joined.length - 1] = join(before, range, range);
    else joined.push(range);
  }
  while (joined.length > MAX_RANGES && joinClosest(joined));
  return joined;
}

function joinClosest(ranges: LevelRange[]): boolean {
  let at = -1;
  let closestMs = Number.POSITIVE_INFINITY;
  for (let i = 1; i < ranges.length; i++) {
    const [lower, upper] = [ranges[i - 1], ranges[i]];
    if (lower === undefined || upper === undefined || !isSameState(lower, upper)) continue;
    const gapMs = Math.abs(upper.openedMs - lower.openedMs);
    if (gapMs < closestMs) [at, closestMs] = [i, gapMs];
  }
  const [lower, upper] = [ranges[at - 1], ranges[at]];
  if (lower === undefined || upper === undefined) return false;
  ranges.splice(at - 1, 2, join(lower, upper, lower.openedMs > upper.openedMs ? lower : upper));
  return true;
}

const join = (lower: LevelRange, upper: LevelRange, times: LevelRange): LevelRange => ({
  ...times,
  from: lower.from,
  to: upper.to,
});

const isSameState = (a: LevelRange, b: LevelRange) => (a.closedMs === null) === (b.closedMs === null);

function isSameTime(a: LevelRange, b: LevelRange): boolean {
  return (
    a.openedMs === b.openedMs &&
    a.closedMs === b.closedMs &&
    a.peakAtMs === b.peakAtMs &&
    a.isHeld === b.isHeld
  );
}
