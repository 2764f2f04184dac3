import { compileWatches } from '@/lib/alerts/compiled-watches';
import { findUnusual } from '@/lib/alerts/find-unusual';
import type { WatchGroup } from '@/lib/alerts/level';
import { distanceOf } from '@/lib/alerts/level-range';
import { targetsOf } from '@/lib/model/market-pattern';
import { AT_MS, GLOBAL_THRESHOLD, type Watch, type World } from './world';

/** How many series are unusual to somebody, and a sum over all who are told of what, each once. */
export interface Answer {
  series: number;
  told: number;
  sum: number;
}

/** Order does not matter to it; who is told of what does. */
function add(answer: Answer, cell: number, subscribers: ReadonlySet<number>): void {
  if (subscribers.size === 0) return;
  answer.series++;
  for (const id of subscribers) {
    if (id !== 0) answer.told++;
    answer.sum = (answer.sum + Math.imul(Math.imul(cell + 1, 0x9e3779b1) ^ id, 0x85ebca6b)) >>> 0;
  }
}

/** As the product does it: compile, one pass, and the audience of what it finds. Subscriber 0 is the installation. */
export function compiledCheck({ stats, metrics, markets }: World, groups: readonly WatchGroup[]): Answer {
  const answer = { series: 0, told: 0, sum: 0 };
  const watches = compileWatches(groups, GLOBAL_THRESHOLD, {
    metrics,
    markets,
    dimensionIds: stats.dimensionIds,
  });
  for (const { row, column } of findUnusual(stats, AT_MS, watches)) {
    const cell = row * stats.metricCount + column;
    const dimension = markets.of(stats.dimensionIds[row] ?? 0);
    const reading = { value: stats.latest[cell] ?? Number.NaN, mean: stats.mean[cell] ?? Number.NaN };
    const direction = reading.value > reading.mean ? 'above' : 'below';
    const own = watches.of(column, dimension);
    const told = new Set(own.audienceOf(direction, 0, distanceOf(direction, reading)));
    if (direction === 'above' && reading.value > GLOBAL_THRESHOLD * reading.mean) told.add(0);
    add(answer, cell, told);
  }
  return answer;
}

/** The nested loop: every series against every watch. Names are numbers already, which favours it. */
export function nestedCheck({ stats, metrics, dimensions }: World, watches: readonly Watch[]): Answer {
  const answer = { series: 0, told: 0, sum: 0 };
  const all = [
    {
      subscriberId: 0,
      metric: null,
      dimension: null,
      threshold: GLOBAL_THRESHOLD,
      direction: 'above' as const,
    },
    ...watches,
  ];
  const columnOf = new Map(metrics.map(({ name }, column) => [name, column]));
  const rowsOf = new Map<string, Set<number>>();
  dimensions.forEach((dimension, row) => {
    const { named, open } = targetsOf(dimension);
    for (const target of [...named, ...open]) rowsOf.set(target, (rowsOf.get(target) ?? new Set()).add(row));
  });
  const columns = Int32Array.from(all, ({ metric }) => (metric === null ? -1 : (columnOf.get(metric) ?? -2)));
  const above = Float64Array.from(all, (watch) => (watch.direction === 'above' ? watch.threshold : Infinity));
  const below = Float64Array.from(all, (watch) => (watch.direction === 'below' ? 1 / watch.threshold : 0));
  const rows = all.map(({ dimension }) => (dimension === null ? null : rowsOf.get(dimension.toLowerCase())));
  for (let row = 0; row < stats.dimensionIds.length; row++) {
    for (let column = 0; column < stats.metricCount; column++) {
      const cell = row * stats.metricCount + column;
      const ratio = (stats.latest[cell] ?? Number.NaN) / (stats.mean[cell] ?? Number.NaN);
      const told = new Set<number>();
      for (let i = 0; i < all.length; i++) {
        if (!(ratio > (above[i] ?? 0) || ratio < (below[i] ?? 0))) continue;
        if (columns[i] !== -1 && columns[i] !== column) continue;
        if (rows[i] === null || rows[i]?.has(row)) told.add(all[i]?.subscriberId ?? 0);
      }
      add(answer, cell, told);
    }
  }
  return answer;
}
