import { bisectLeft } from 'd3-array';
import type { Direction, WatchGroup } from './level';

/** What is watched of one series. */
export interface SeriesWatches {
  /** Above it the installation has an alert that everybody can see; null: never. */
  publicThreshold: number | null;
  /** Whether there is a level from `from` up to, but not including, `to`: the installation's, or a subscriber's. */
  hasLevel(direction: Direction, from: number, to: number): boolean;
  /** The same for levels of subscribers alone. */
  isWatched(direction: Direction, from: number, to: number): boolean;
  /** Subscribers who watch a level in that range. */
  audienceOf(direction: Direction, from: number, to: number): ReadonlySet<number>;
  /** The highest level in that range that one subscriber watches; null: none. */
  levelOf(subscriberId: number, direction: Direction, from: number, to: number): number | null;
}

/** The levels of one scope in one direction, and whose they are. */
export interface SortedLevels {
  /** Ascending. */
  thresholds: readonly number[];
  bySubscriber: ReadonlyMap<number, readonly number[]>;
  audienceOf(from: number, to: number): ReadonlySet<number>;
}

/** The watches of a series, which lie in these scopes. */
export function seriesWatches(
  scopes: readonly Record<Direction, SortedLevels>[],
  publicThreshold: number | null,
): SeriesWatches {
  const isPublic = (from: number, to: number) =>
    publicThreshold !== null && publicThreshold >= from && publicThreshold < to;
  const isWatched = (direction: Direction, from: number, to: number) =>
    scopes.some((scope) => highestIn(scope[direction].thresholds, from, to) !== null);
  return {
    publicThreshold,
    isWatched,
    hasLevel: (direction, from, to) =>
      (direction === 'above' && isPublic(from, to)) || isWatched(direction, from, to),
    audienceOf(direction, from, to) {
      const found = scopes
        .map((scope) => scope[direction].audienceOf(from, to))
        .filter(({ size }) => size > 0);
      const [only] = found;
      return found.length === 1 && only !== undefined ? only : new Set(found.flatMap((ids) => [...ids]));
    },
    levelOf(subscriberId, direction, from, to) {
      const found = scopes.map((scope) =>
        highestIn(scope[direction].bySubscriber.get(subscriberId) ?? [], from, to),
      );
      return found.reduce((a, b) => (a === null || (b !== null && b > a) ? b : a), null);
    },
  };
}

/** Asked for the same levels of one series after the other, it finds their subscribers once. */
export function sortedLevels(groups: readonly WatchGroup[]): SortedLevels {
  const sorted = groups.toSorted((a, b) => a.threshold - b.threshold);
  const bySubscriber = new Map<number, number[]>();
  for (const { subscriberIds, threshold } of sorted) {
    for (const id of subscriberIds) {
      const own = bySubscriber.get(id);
      if (own === undefined) bySubscriber.set(id, [threshold]);
      else own.push(threshold);
    }
  }
  const thresholds = sorted.map(({ threshold }) => threshold);
  let last = { first: 0, end: 0, audience: new Set<number>() };
  return {
    thresholds,
    bySubscriber,
    audienceOf(from, to) {
      const [first, end] = [bisectLeft(thresholds, from), bisectLeft(thresholds, to)];
      if (first !== last.first || end !== last.end) {
        const audience = new Set(sorted.slice(first, end).flatMap(({ subscriberIds }) => subscriberIds));
        last = { first, end, audience };
      }
      return last.audience;
    },
  };
}

function highestIn(ascending: readonly number[], from: number, to: number): number | null {
  const highest = ascending[bisectLeft(ascending, to) - 1];
  return highest !== undefined && highest >= from ? highest : null;
}
