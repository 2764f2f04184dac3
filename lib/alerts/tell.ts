import { group } from 'd3-array';
import type { WatchedRange } from './watched-range';

/** What a subscriber was last told of a base. */
export interface Told {
  begunMs: number;
  /** Null until its end was told. */
  overMs: number | null;
}

/** One base for one subscriber: its venues and metrics are one matter. */
export interface Telling {
  subscriberId: number;
  base: string;
  event: 'begin' | 'over';
  ranges: WatchedRange[];
}

/** Who watches levels of a range, without those who muted it. */
export interface Audience {
  of(range: WatchedRange): Iterable<number>;
  includes(range: WatchedRange, subscriberId: number): boolean;
}

export interface Occasion {
  atMs: number;
  /** Levels that are open, or closed at most 30 min ago. */
  live: readonly WatchedRange[];
  /** What opened in this slot and is news. */
  begun: readonly WatchedRange[];
  baseOf(range: WatchedRange): string;
  /** Confirmed subscribers. */
  audience: Audience;
  /** What was last told of a base, by subscriber. */
  told(base: string): ReadonlyMap<number, Told>;
}

/**
 * Who is to be told what in this slot. A base is told once as the first of its watched series begins, and once at the
 * first end that leaves none of them open; what happens in between, or opens again within 30 min, tells nothing. A
 * stale series neither holds up the end nor hides a new beginning.
 */
export function decideTellings(occasion: Occasion): Telling[] {
  const { atMs, live, begun, baseOf } = occasion;
  const begunByBase = group(begun, baseOf);
  const endedByBase = group(
    live.filter(({ closedMs }) => closedMs === atMs),
    baseOf,
  );
  const bases = new Set([...begunByBase.keys(), ...endedByBase.keys()]);
  const liveByBase = group(
    live.filter((range) => bases.has(baseOf(range))),
    baseOf,
  );
  return [...bases].flatMap((base) => {
    const own = liveByBase.get(base) ?? [];
    const beginnings = tellBeginnings(occasion, base, begunByBase.get(base) ?? [], own);
    const told = new Set(beginnings.map(({ subscriberId }) => subscriberId));
    const ends = tellEnds(occasion, base, endedByBase.get(base) ?? [], own);
    return [...beginnings, ...ends.filter(({ subscriberId }) => !told.has(subscriberId))];
  });
}

function tellBeginnings(
  { atMs, audience, told }: Occasion,
  base: string,
  begun: readonly WatchedRange[],
  live: readonly WatchedRange[],
): Telling[] {
  const bySubscriber = new Map<number, WatchedRange[]>();
  for (const range of begun) {
    for (const id of audience.of(range)) {
      const own = bySubscriber.get(id);
      if (own === undefined) bySubscriber.set(id, [range]);
      else own.push(range);
    }
  }
  return Array.from(bySubscriber, ([subscriberId, ranges]) => {
    const before = told(base).get(subscriberId);
    const goesOn =
      before !== undefined &&
      live.some(
        (range) =>
          range.openedMs < atMs &&
          range.openedMs >= before.begunMs &&
          range.staleMs === null &&
          audience.includes(range, subscriberId),
      );
    return goesOn ? null : { subscriberId, base, event: 'begin' as const, ranges };
  }).filter((telling) => telling !== null);
}

function tellEnds(
  { audience, told }: Occasion,
  base: string,
  ended: readonly WatchedRange[],
  live: readonly WatchedRange[],
): Telling[] {
  if (ended.length === 0) return [];
  return Array.from(told(base), ([subscriberId, before]) => {
    if (before.overMs !== null) return null;
    const isOwn = (range: WatchedRange) =>
      range.openedMs >= before.begunMs && audience.includes(range, subscriberId);
    if (!ended.some(isOwn)) return null;
    const own = live.filter(isOwn);
    if (own.some(({ closedMs, staleMs }) => closedMs === null && staleMs === null)) return null;
    const ranges = own.filter(({ closedMs }) => closedMs !== null);
    return { subscriberId, base, event: 'over' as const, ranges };
  }).filter((telling) => telling !== null);
}
