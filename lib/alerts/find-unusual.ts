import { MIN_BASELINE_COUNT, type StatsTable } from '@/lib/series';
import type { Watches } from './compiled-watches';

/** Series that are beyond the nearest threshold which may apply to them: their row and column, in the table's order. */
export interface Unusual {
  row: number;
  column: number;
}

/**
 * One pass over the table: the series observed at `slotMs` that some watch may want. Nearly all series are near 1, and
 * cost two comparisons.
 */
export function findUnusual(
  stats: StatsTable,
  slotMs: number,
  { columns, nearestByColumn, nearestByDimension }: Watches,
): Unusual[] {
  const { metricCount, dimensionIds, atMs, latest, count, mean } = stats;
  const found: Unusual[] = [];
  const above = Float64Array.from(nearestByColumn.above);
  const below = Float64Array.from(nearestByColumn.below);
  for (let row = 0; row < dimensionIds.length; row++) {
    if (atMs[row] !== slotMs) continue;
    const id = dimensionIds[row] ?? 0;
    const namedAbove = nearestByDimension.above.get(id) ?? Number.POSITIVE_INFINITY;
    const namedBelow = nearestByDimension.below.get(id) ?? Number.POSITIVE_INFINITY;
    const start = row * metricCount;
    for (const column of columns) {
      const average = mean[start + column] ?? 0;
      const value = latest[start + column] ?? Number.NaN;
      const isFar =
        value > average * Math.min(above[column] ?? 0, namedAbove) ||
        value < average / Math.min(below[column] ?? 0, namedBelow);
      if (isFar && average > 0 && (count[start + column] ?? 0) >= MIN_BASELINE_COUNT)
        found.push({ row, column });
    }
  }
  return found;
}
