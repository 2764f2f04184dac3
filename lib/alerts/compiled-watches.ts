import type { Dimension, Metric } from '@/lib/series';
import { type Direction, type Level, levelKey } from './level';
import { type Markets, targetKey, targetsOf } from './markets';

/** Watches that say the same, and whose they are. */
export interface WatchGroup extends Level {
  /** Null: any. */
  metric: string | null;
  /** A market or a whole base; null: any. */
  dimension: string | null;
  subscriberIds: readonly number[];
}

interface Watched extends Level {
  subscriberIds: readonly number[];
}

/** One distinct level, and who watches it; nobody where it is only the installation's own. */
export interface Watches {
  /** By column: the thresholds of watches that name no market which is nearest to 1; infinite where there is none. */
  nearestByColumn: Record<Direction, Float64Array>;
  /** The same by dimension id, of watches that name it or its base, whatever their metric; absent: none. */
  nearestByDimension: Record<Direction, ReadonlyMap<number, number>>;
  /** The distinct levels of a series. */
  levelsOf(column: number, dimension: Dimension): Level[];
  /** Whose watches name this level of a series. Each once. */
  audienceOf(column: number, dimension: Dimension, level: Level): Set<number>;
}

const ANY_METRIC = -1;
const ANY_TARGET = '';

/**
 * Puts watches in the order in which a collection asks for them: by the series that they name, each distinct level
 * once. `globalThreshold` is a level above of every metric. Metrics without a ratio, or unknown, are never watched.
 */
export function compileWatches(
  groups: readonly WatchGroup[],
  globalThreshold: number,
  {
    metrics,
    markets,
    dimensionIds,
  }: { metrics: readonly Metric[]; markets: Markets; dimensionIds: Int32Array },
): Watches {
  const scopes = new Map<string, Map<string, Watched>>();
  const columnOf = new Map(
    metrics.flatMap(({ name, hasRatio }, i) => (hasRatio ? [[name, i] as const] : [])),
  );
  const nearestByColumn = { above: infinite(metrics.length), below: infinite(metrics.length) };
  const named = new Map<string, Record<Direction, number>>();

  const enter = (column: number, target: string, { direction, threshold, subscriberIds }: Watched) => {
    const scope = `${column} ${target}`;
    const levels = scopes.get(scope) ?? new Map<string, Watched>();
    scopes.set(scope, levels);
    const key = levelKey({ direction, threshold });
    const before = levels.get(key)?.subscriberIds ?? [];
    levels.set(key, { direction, threshold, subscriberIds: [...before, ...subscriberIds] });
    if (target === ANY_TARGET) {
      const columns = column === ANY_METRIC ? columnOf.values() : [column];
      for (const each of columns) lower(nearestByColumn[direction], each, threshold);
    } else {
      const nearest = named.get(target) ?? {
        above: Number.POSITIVE_INFINITY,
        below: Number.POSITIVE_INFINITY,
      };
      nearest[direction] = Math.min(nearest[direction], threshold);
      named.set(target, nearest);
    }
  };

  enter(ANY_METRIC, ANY_TARGET, { direction: 'above', threshold: globalThreshold, subscriberIds: [] });
  for (const { metric, dimension, ...watched } of groups) {
    const column = metric === null ? ANY_METRIC : columnOf.get(metric);
    if (column !== undefined) enter(column, dimension === null ? ANY_TARGET : targetKey(dimension), watched);
  }

  function* scopesOf(column: number, dimension: Dimension) {
    const targets = markets.isLeveraged(dimension)
      ? targetsOf(dimension)
      : [ANY_TARGET, ...targetsOf(dimension)];
    for (const target of targets) {
      for (const each of [ANY_METRIC, column]) {
        const scope = scopes.get(`${each} ${target}`);
        if (scope !== undefined) yield scope;
      }
    }
  }

  return {
    nearestByColumn,
    nearestByDimension: nearestNamed(named, dimensionIds, markets),
    levelsOf(column, dimension) {
      const found = new Map<string, Level>();
      for (const scope of scopesOf(column, dimension))
        for (const [key, level] of scope) found.set(key, level);
      return [...found.values()];
    },
    audienceOf(column, dimension, level) {
      const audience = new Set<number>();
      for (const scope of scopesOf(column, dimension)) {
        for (const id of scope.get(levelKey(level))?.subscriberIds ?? []) audience.add(id);
      }
      return audience;
    },
  };
}

const infinite = (length: number) => new Float64Array(length).fill(Number.POSITIVE_INFINITY);

function lower(thresholds: Float64Array, column: number, threshold: number): void {
  if (threshold < (thresholds[column] ?? 0)) thresholds[column] = threshold;
}

/** Asks every market once for its two names, and not at all where no watch names one. */
function nearestNamed(
  named: ReadonlyMap<string, Record<Direction, number>>,
  dimensionIds: Int32Array,
  markets: Markets,
): Watches['nearestByDimension'] {
  const nearest = { above: new Map<number, number>(), below: new Map<number, number>() };
  if (named.size === 0) return nearest;
  for (const id of dimensionIds) {
    for (const target of targetsOf(markets.of(id))) {
      const thresholds = named.get(target);
      if (thresholds === undefined) continue;
      for (const direction of ['above', 'below'] as const) {
        const known = nearest[direction].get(id) ?? Number.POSITIVE_INFINITY;
        if (thresholds[direction] < known) nearest[direction].set(id, thresholds[direction]);
      }
    }
  }
  return nearest;
}
