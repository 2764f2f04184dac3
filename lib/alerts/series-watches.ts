import { bisectLeft } from 'd3-array';
import type { WatchGroup } from './compiled-watches';
import type { Direction } from './level';

/** What is watched of one series. */
export interface SeriesWatches {
  /** Above it the installation has an alert that everybody can see; null: never. */
  publicThreshold: number | null;
  /** Whether there is a level from `from` up to, but not including, `to`: the installation's, or a subscriber's. */
  hasLevel(direction: Direction, from: number, to: number): boolean;
  /** Subscribers who watch a level in that range, with the highest one that each watches. */
  audienceOf(direction: Direction, from: number, to: number): ReadonlyMap<number, number>;
  /** The highest level in that range that one subscriber watches; null: none. */
  levelOf(subscriberId: number, direction: Direction, from: number, to: number): number | null;
}

/** The levels of one scope in one direction, ascending, and whose they are. */
export interface SortedLevels {
  groups: readonly WatchGroup[];
  thresholds: readonly number[];
  bySubscriber: ReadonlyMap<number, readonly number[]>;
}

/** The watches of a series, which lie in these scopes. */
export function seriesWatches(
  scopes: readonly Record<Direction, SortedLevels>[],
  publicThreshold: number | null,
): SeriesWatches {
  const isPublic = (from: number, to: number) =>
    publicThreshold !== null && publicThreshold >= from && publicThreshold < to;
  return {
    publicThreshold,
    hasLevel: (direction, from, to) =>
      (direction === 'above' && isPublic(from, to)) ||
      scopes.some((scope) => highestIn(scope[direction].thresholds, from, to) !== null),
    audienceOf(direction, from, to) {
      const audience = new Map<number, number>();
      for (const { [direction]: levels } of scopes) {
        const { groups, thresholds } = levels;
        for (const group of groups.slice(bisectLeft(thresholds, from), bisectLeft(thresholds, to))) {
          const { subscriberIds, threshold } = group;
          for (const id of subscriberIds) audience.set(id, Math.max(threshold, audience.get(id) ?? 0));
        }
      }
      return audience;
    },
    levelOf(subscriberId, direction, from, to) {
      const found = scopes.map((scope) =>
        highestIn(scope[direction].bySubscriber.get(subscriberId) ?? [], from, to),
      );
      return found.reduce((a, b) => (a === null || (b !== null && b > a) ? b : a), null);
    },
  };
}

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
  return { groups: sorted, thresholds: sorted.map(({ threshold }) => threshold), bySubscriber };
}

function highestIn(ascending: readonly number[], from: number, to: number): number | null {
  const highest = ascending[bisectLeft(ascending, to) - 1];
  return highest !== undefined && highest >= from ? highest : null;
}
