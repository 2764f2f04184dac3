import { targetKey, targetsOf } from '@/lib/model/market-pattern';
import type { Dimension, Metric } from '@/lib/series';
import type { Direction, Level, WatchGroup } from './level';
import type { Markets } from './markets';
import { type SeriesWatches, seriesWatches, sortedLevels } from './series-watches';

export interface Watches {
  /** Columns of metrics that have a ratio: no other can be beyond a level. */
  columns: readonly number[];
  /** By column: the thresholds of watches that name no market which is nearest to 1; infinite where there is none. */
  nearestByColumn: Record<Direction, Float64Array>;
  /** The same by dimension id, of watches that name it or a pattern it is in, whatever their metric; absent: none. */
  nearestByDimension: Record<Direction, ReadonlyMap<number, number>>;
  of(column: number, dimension: Dimension): SeriesWatches;
}

const ANY_METRIC = -1;
const ANY_TARGET = '';
const DIRECTIONS = ['above', 'below'] as const;

/**
 * Puts watches in the order in which a collection asks for them: by the series that they name, their levels ascending.
 * `publicThreshold` is a level above of every metric. Metrics without a ratio, or unknown, are never watched.
 */
export function compileWatches(
  groups: readonly WatchGroup[],
  publicThreshold: number,
  {
    metrics,
    markets,
    dimensionIds,
  }: { metrics: readonly Metric[]; markets: Markets; dimensionIds: Int32Array },
): Watches {
  const columnOf = new Map(
    metrics.flatMap(({ name, hasRatio }, i) => (hasRatio ? [[name, i] as const] : [])),
  );
  const columns = [...columnOf.values()];
  const isWatchable = new Set(columns);
  const nearestByColumn = { above: infinite(metrics.length), below: infinite(metrics.length) };
  const nearestByTarget = new Map<string, Record<Direction, number>>();
  const entered = new Map<string, Record<Direction, WatchGroup[]>>();

  const lowerByColumn = (column: number, { direction, threshold }: Level) => {
    for (const each of column === ANY_METRIC ? columns : [column]) {
      const nearest = nearestByColumn[direction];
      nearest[each] = Math.min(nearest[each] ?? 0, threshold);
    }
  };
  lowerByColumn(ANY_METRIC, { direction: 'above', threshold: publicThreshold });
  for (const group of groups) {
    const column = group.metric === null ? ANY_METRIC : columnOf.get(group.metric);
    if (column === undefined) continue;
    const target = group.dimension === null ? ANY_TARGET : targetKey(group.dimension);
    const scope = entered.get(`${column} ${target}`) ?? { above: [], below: [] };
    entered.set(`${column} ${target}`, scope);
    scope[group.direction].push(group);
    if (target === ANY_TARGET) lowerByColumn(column, group);
    else {
      const nearest = nearestByTarget.get(target) ?? {
        above: Number.POSITIVE_INFINITY,
        below: Number.POSITIVE_INFINITY,
      };
      nearestByTarget.set(target, nearest);
      nearest[group.direction] = Math.min(nearest[group.direction], group.threshold);
    }
  }
  const scopes = new Map(
    Array.from(entered, ([name, { above, below }]) => [
      name,
      { above: sortedLevels(above), below: sortedLevels(below) },
    ]),
  );

  const known = new Map<number, SeriesWatches>();
  const targetsOfMarket = new Map<number, string[]>();
  return {
    columns,
    nearestByColumn,
    nearestByDimension: nearestNamed(nearestByTarget, dimensionIds, markets),
    of(column, dimension) {
      const key = dimension.id * metrics.length + column;
      const before = known.get(key);
      if (before !== undefined) return before;
      const found = isWatchable.has(column) ? watchesOf(column, dimension) : seriesWatches([], null);
      known.set(key, found);
      return found;
    },
  };

  function watchesOf(column: number, dimension: Dimension): SeriesWatches {
    const own = usedTargets(dimension).flatMap((target) =>
      [ANY_METRIC, column].flatMap((each) => scopes.get(`${each} ${target}`) ?? []),
    );
    const isPublic = !markets.isLeveraged(dimension) && Number.isFinite(publicThreshold);
    return seriesWatches(own, isPublic ? publicThreshold : null);
  }

  /** The targets of watches that a market is in. Of a leveraged token only those that name it or its base. */
  function usedTargets(dimension: Dimension): string[] {
    const before = targetsOfMarket.get(dimension.id);
    if (before !== undefined) return before;
    const { named, open } = targetsOf(dimension);
    const used = named.filter((target) => nearestByTarget.has(target));
    if (!markets.isLeveraged(dimension)) {
      used.push(ANY_TARGET, ...open.filter((target) => nearestByTarget.has(target)));
    }
    targetsOfMarket.set(dimension.id, used);
    return used;
  }
}

const infinite = (length: number) => new Float64Array(length).fill(Number.POSITIVE_INFINITY);

/** Asks every market once for its targets, and not at all where no watch names one. */
function nearestNamed(
  named: ReadonlyMap<string, Record<Direction, number>>,
  dimensionIds: Int32Array,
  markets: Markets,
): Watches['nearestByDimension'] {
  const nearest = { above: new Map<number, number>(), below: new Map<number, number>() };
  if (named.size === 0) return nearest;
  for (const id of dimensionIds) {
    const { named: own, open } = targetsOf(markets.of(id));
    for (const target of [...own, ...open]) {
      const thresholds = named.get(target);
      if (thresholds === undefined) continue;
      for (const direction of DIRECTIONS) {
        const known = nearest[direction].get(id) ?? Number.POSITIVE_INFINITY;
        if (thresholds[direction] < known) nearest[direction].set(id, thresholds[direction]);
      }
    }
  }
  return nearest;
}
