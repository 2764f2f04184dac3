import { isVanished, REOPEN_MS, type Reading } from './episode';
import { CALM_SHARE, type Direction, further } from './level';
import { cutAt, distanceOf, type Evidence, type LevelRange, merged } from './level-range';

/** One metric of one market in one direction. */
export interface SeriesKey {
  dimensionId: number;
  metric: string;
  direction: Direction;
}

export const seriesKey = ({ dimensionId, metric, direction }: SeriesKey) =>
  `${dimensionId} ${metric} ${direction}`;

/**
 * All levels of a series, whoever watches them. A level opens when the ratio exceeds it and closes in the second slot
 * in a row in which the ratio is behind 0.9 of it, so the open levels are always those below one number, the reach.
 */
export interface WatchedSeries extends SeriesKey {
  /** Ascending, without gaps: the open ones first, then those that closed within the last 30 min. */
  ranges: readonly LevelRange[];
  /** The distance in the slot before, where it was behind 0.9 of the reach; otherwise null. */
  calm: number | null;
  missingSinceMs: number | null;
  /** Since then its series counts as vanished. */
  staleMs: number | null;
}

/** A series in one slot. */
export interface SeriesSlot {
  atMs: number;
  intervalMs: number;
  /** Null without a ratio. */
  reading: Reading | null;
  /** Its baseline starts again. */
  isRestarted: boolean;
  /** Levels open only while it trades enough. */
  isLiquid(): boolean;
  /** Levels below this were exceeded before: a level that opens only because it is new is no news. */
  knownDistance(): number;
  evidence: Evidence;
  /** Whether anybody watches a level from `from` up to, but not including, `to`. */
  hasLevel(from: number, to: number): boolean;
}

export interface AdvancedSeries {
  /** The same object where nothing changed; null where nothing is left to remember. */
  series: WatchedSeries | null;
  /** The levels that opened in this slot and are news; null: none that anybody watches. */
  begun: LevelRange | null;
}

export const unwatched = (key: SeriesKey): WatchedSeries => ({
  ...key,
  ranges: [],
  calm: null,
  missingSinceMs: null,
  staleMs: null,
});

/** One slot of a series, by the rules of `WatchedSeries`. Pure. */
export function advanceSeries(series: WatchedSeries, slot: SeriesSlot): AdvancedSeries {
  const { atMs, reading, hasLevel } = slot;
  const remembered = series.ranges.filter(
    ({ closedMs }) => closedMs === null || atMs - closedMs <= REOPEN_MS,
  );
  let begun: LevelRange | null = null;
  let next: WatchedSeries = { ...series, ranges: remembered };
  if (slot.isRestarted) {
    const ranges = remembered.map((range) =>
      range.closedMs === null ? { ...range, closedMs: atMs } : range,
    );
    next = { ...next, ranges, calm: null, missingSinceMs: null, staleMs: null };
  } else if (reading === null) next = missing(next, slot);
  else {
    next = opened(closed({ ...next, missingSinceMs: null, staleMs: null }, reading, atMs), reading, slot);
    begun = newsOf(next, slot);
  }
  const ranges = merged(next.ranges, hasLevel);
  if (!ranges.some(({ from, to }) => hasLevel(from, to))) return { series: null, begun: null };
  next = { ...next, ranges };
  return { series: isSame(series, next) ? series : next, begun };
}

/** Where the open levels end. */
export function reachOf({ ranges }: Pick<WatchedSeries, 'ranges'>): number {
  return ranges.findLast(({ closedMs }) => closedMs === null)?.to ?? 0;
}

function closed(series: WatchedSeries, reading: Reading, atMs: number): WatchedSeries {
  const { direction } = series;
  const distance = distanceOf(direction, reading);
  const ratio = reading.value / reading.mean;
  const reach = reachOf(series);
  const calmFrom = Math.max(series.calm ?? Number.POSITIVE_INFINITY, distance) / CALM_SHARE;
  const seen = series.ranges.map((range) => (range.closedMs === null ? peaked(range) : range));
  if (calmFrom >= reach)
    return { ...series, ranges: seen, calm: distance < CALM_SHARE * reach ? distance : null };
  const [below, above] = cutAt(seen, calmFrom);
  const ended = above.map((range) =>
    range.closedMs === null ? { ...range, closedMs: atMs, closing: reading } : range,
  );
  const calm = distance < CALM_SHARE * calmFrom ? distance : null;
  return { ...series, ranges: [...below, ...ended], calm };

  function peaked(range: LevelRange): LevelRange {
    if (further(direction, ratio, range.peakRatio) === range.peakRatio) return range;
    return { ...range, peakRatio: ratio, peakAtMs: atMs };
  }
}

function opened(series: WatchedSeries, reading: Reading, slot: SeriesSlot): WatchedSeries {
  const distance = distanceOf(series.direction, reading);
  if (distance <= reachOf(series) || !slot.isLiquid()) return series;
  const { atMs, evidence } = slot;
  const ratio = reading.value / reading.mean;
  const [below, above] = cutAt(series.ranges, distance);
  const again = below.map((range) => {
    if (range.closedMs === null) return range;
    const isPeak = further(series.direction, ratio, range.peakRatio) !== range.peakRatio;
    return {
      ...range,
      closedMs: null,
      closing: null,
      ...(isPeak && { peakRatio: ratio, peakAtMs: atMs }),
    };
  });
  const from = series.ranges.at(-1)?.to ?? 0;
  const times = { openedMs: atMs, peakRatio: ratio, peakAtMs: atMs, closedMs: null, closing: null };
  const added = { ...times, opening: reading, evidence, isHeld: false };
  const fresh = from < distance ? [{ from, to: distance, ...added }] : [];
  return { ...series, ranges: [...again, ...fresh, ...above], calm: null };
}

function newsOf({ ranges }: WatchedSeries, { atMs, hasLevel, knownDistance }: SeriesSlot): LevelRange | null {
  const fresh = ranges.find(({ openedMs, closedMs }) => openedMs === atMs && closedMs === null);
  if (fresh === undefined || !hasLevel(fresh.from, fresh.to)) return null;
  const from = Math.max(fresh.from, knownDistance());
  return hasLevel(from, fresh.to) ? { ...fresh, from } : null;
}

function missing(series: WatchedSeries, slot: { atMs: number; intervalMs: number }): WatchedSeries {
  if (series.staleMs !== null) return series;
  const missingSinceMs = series.missingSinceMs ?? slot.atMs;
  return isVanished(missingSinceMs, slot)
    ? { ...series, missingSinceMs, staleMs: slot.atMs, calm: null }
    : { ...series, missingSinceMs };
}

function isSame(a: WatchedSeries, b: WatchedSeries): boolean {
  return (
    a.calm === b.calm &&
    a.missingSinceMs === b.missingSinceMs &&
    a.staleMs === b.staleMs &&
    a.ranges.length === b.ranges.length &&
    a.ranges.every((range, i) => range === b.ranges[i])
  );
}
