import { LRUCache } from 'lru-cache';
import type { Dimension, Metric, Snapshot } from '@/lib/series';
import { type NumberSort, sortKey } from './ranking-columns';
import type { RankingSort } from './ranking-query';

export interface RankingOrder {
  metric: Metric;
  by: 'stddev' | 'cv';
  sort: RankingSort;
  order: 'asc' | 'desc';
}

interface Prepared {
  dimensionOfRow: readonly (Dimension | undefined)[];
  orders: LRUCache<string, Int32Array>;
}

/** What was worked out for a snapshot goes when the snapshot goes. */
const prepared = new WeakMap<Snapshot, Prepared>();

function prepare(snapshot: Snapshot): Prepared {
  const known = prepared.get(snapshot);
  if (known !== undefined) return known;
  const byId = new Map(snapshot.dimensions.map((dimension) => [dimension.id, dimension]));
  const dimensionOfRow = Array.from(snapshot.stats.dimensionIds, (id) => byId.get(id));
  const made = { dimensionOfRow, orders: new LRUCache<string, Int32Array>({ max: 64 }) };
  prepared.set(snapshot, made);
  return made;
}

/** The market of each row of the statistics. */
export function dimensionsByRow(snapshot: Snapshot): readonly (Dimension | undefined)[] {
  return prepare(snapshot).dimensionOfRow;
}

/** Rows of the statistics that have a value or a baseline, sorted; those without the sorted value come last. */
export function orderedRows(snapshot: Snapshot, { metric, by, sort, order }: RankingOrder): Int32Array {
  const { orders } = prepare(snapshot);
  const key = `${metric.position} ${by} ${sort} ${order}`;
  const known = orders.get(key);
  if (known !== undefined) return known;
  const rows = rowsWithValue(snapshot, metric);
  const compare = isText(sort)
    ? textComparison(dimensionsByRow(snapshot), sort)
    : numberComparison(snapshot, metric, sort, by, order);
  rows.sort(isText(sort) && order === 'desc' ? (a, b) => compare(b, a) : compare);
  orders.set(key, rows);
  return rows;
}

function rowsWithValue({ stats }: Snapshot, { position }: Metric): Int32Array {
  const all = Int32Array.from(stats.dimensionIds.keys());
  return all.filter((row) => {
    const cell = row * stats.metricCount + position - 1;
    return Number.isFinite(stats.latest[cell] ?? Number.NaN) || (stats.count[cell] ?? 0) > 0;
  });
}

type TextSort = Exclude<RankingSort, NumberSort>;

export function isText(sort: RankingSort): sort is TextSort {
  return sort === 'dimension' || sort === 'exchange' || sort === 'base' || sort === 'quote';
}

function textComparison(dimensions: readonly (Dimension | undefined)[], sort: TextSort) {
  const field = sort === 'dimension' ? 'name' : sort;
  const texts = dimensions.map((dimension) => dimension?.[field] ?? '');
  return (a: number, b: number) => {
    const left = texts[a] ?? '';
    const right = texts[b] ?? '';
    if (left === right) return 0;
    return left < right ? -1 : 1;
  };
}

function numberComparison(
  snapshot: Snapshot,
  metric: Metric,
  sort: NumberSort,
  by: 'stddev' | 'cv',
  order: 'asc' | 'desc',
) {
  const sign = order === 'asc' ? 1 : -1;
  // Worked out once a row: a comparison runs some 130,000 times over 10,000 rows.
  const keys = Float64Array.from(snapshot.stats.dimensionIds, (_, row) =>
    sortKey(snapshot, metric, sort, by, row),
  );
  return (a: number, b: number) => {
    const left = keys[a] ?? Number.NaN;
    const right = keys[b] ?? Number.NaN;
    if (Number.isNaN(left) || Number.isNaN(right))
      return Number(Number.isNaN(left)) - Number(Number.isNaN(right));
    return sign * (left - right) || 0;
  };
}
