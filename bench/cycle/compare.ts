import { type Baseline, baselineOf, type StatsTable } from '@/lib/series';
import type { Recomputed } from './sql-recompute';

/** How far apart two roundings may be: 1e-9 of the deviation, or of a millionth of the mean. */
function bound({ mean, stddev }: { mean: number; stddev: number }): number {
  return 1e-9 * Math.max(stddev, 1e-6 * Math.abs(mean));
}

export interface Comparison {
  series: number;
  /** The largest differences, as shares of what is allowed. */
  worstMean: number;
  worstStddev: number;
  /** Ranks that differ, among deviations that are equal within rounding. */
  tiedRanks: number;
}

/** Compares series by series. Throws with the first that differs: counts, means, deviations, both ranks. */
export function compare(stored: StatsTable, sql: Recomputed): Comparison {
  const { metricCount, dimensionIds } = sql;
  if (stored.metricCount !== metricCount || String(stored.dimensionIds) !== String(dimensionIds)) {
    throw new Error('not the same dimensions or metrics');
  }
  const found: Comparison = { series: sql.mean.length, worstMean: 0, worstStddev: 0, tiedRanks: 0 };
  for (let column = 0; column < metricCount; column++) {
    for (let row = 0; row < dimensionIds.length; row++) compareSeries(found, stored, sql, row, column);
    compareRanks(found, stored, sql, column, 'stddevRank', (cell) => sql.stddev[cell] ?? Number.NaN);
    compareRanks(
      found,
      stored,
      sql,
      column,
      'cvRank',
      (cell) => (sql.stddev[cell] ?? Number.NaN) / (sql.mean[cell] ?? Number.NaN),
    );
  }
  return found;
}

function compareSeries(
  found: Comparison,
  stored: StatsTable,
  sql: Recomputed,
  row: number,
  column: number,
): void {
  const cell = row * sql.metricCount + column;
  const ours = baselineOf(stored, row, column);
  const theirs: Baseline = {
    count: sql.count[cell] ?? 0,
    mean: sql.mean[cell] ?? Number.NaN,
    stddev: sql.stddev[cell] ?? Number.NaN,
  };
  const allowed = bound(theirs);
  const mean = Math.abs((ours?.mean ?? Number.NaN) - theirs.mean) / allowed;
  const stddev = Math.abs((ours?.stddev ?? Number.NaN) - theirs.stddev) / allowed;
  // NaN is never smaller: a missing baseline or value differs.
  if (ours?.count !== theirs.count || !(mean <= 1) || !(stddev <= 1)) {
    throw new Error(
      `dimension ${sql.dimensionIds[row]}, metric ${column + 1}: stored ${JSON.stringify(ours)}, ` +
        `SQL ${JSON.stringify(theirs)}`,
    );
  }
  found.worstMean = Math.max(found.worstMean, mean);
  found.worstStddev = Math.max(found.worstStddev, stddev);
}

/** A rank may differ where the value that holds the other place is the same within twice the bound. */
function compareRanks(
  found: Comparison,
  stored: StatsTable,
  sql: Recomputed,
  column: number,
  kind: 'stddevRank' | 'cvRank',
  at: (cell: number) => number,
): void {
  const cells = Int32Array.from(sql.dimensionIds, (_, row) => row * sql.metricCount + column);
  const descending = Float64Array.from(cells, at).sort().reverse();
  for (const cell of cells) {
    const ours = stored[kind][cell] ?? 0;
    const theirs = sql[kind][cell] ?? 0;
    if (ours === theirs) continue;
    const value = at(cell);
    const apart = Math.abs((descending[ours - 1] ?? Number.NaN) - value);
    if (!(apart <= 2e-9 * value)) {
      throw new Error(`cell ${cell}: ${kind} stored ${ours}, SQL ${theirs}, ${apart} apart`);
    }
    found.tiedRanks++;
  }
}
