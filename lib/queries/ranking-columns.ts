import { baselineOf, type Dimension, type Metric, QUALITIES, ratioOf, type Snapshot } from '@/lib/series';
import { finiteOrNull, isoOrNull } from './format';
import { RANKING_FIELDS, type RankingSort } from './ranking-query';
import type { RankingRow } from './ranking-row';

/** The fields of a row in the order of a table; `rank` is two of them. */
export const RANK_COLUMNS = ['stddevRank', 'cvRank', ...RANKING_FIELDS] as const;

/** One field of a row, `rank` taken apart. */
export function fieldOf(row: RankingRow, column: (typeof RANK_COLUMNS)[number]): string | number | null {
  if (column === 'stddevRank') return row.rank.stddev;
  if (column === 'cvRank') return row.rank.cv;
  return row[column];
}

export type NumberSort = Exclude<RankingSort, 'dimension' | 'exchange' | 'base' | 'quote'>;

/** What a column is sorted by, for one row of the statistics; NaN where there is no value. */
export function sortKey(
  { stats }: Snapshot,
  { position, hasRatio }: Metric,
  sort: NumberSort,
  by: 'stddev' | 'cv',
  row: number,
): number {
  const column = position - 1;
  const cell = row * stats.metricCount + column;
  if (sort === 'latest') return stats.latest[cell] ?? Number.NaN;
  if (sort === 'count') return stats.count[cell] ?? Number.NaN;
  if (sort === 'asOf') return stats.atMs[row] ?? Number.NaN;
  if (sort === 'quality') return stats.quality[row] ?? Number.NaN;
  if (sort === 'rank') return (by === 'cv' ? stats.cvRank[cell] : stats.stddevRank[cell]) || Number.NaN;
  if (sort === 'ratio') return (hasRatio ? ratioOf(stats, row, column) : null) ?? Number.NaN;
  const baseline = baselineOf(stats, row, column);
  if (baseline === null) return Number.NaN;
  if (sort === 'mean') return baseline.mean;
  return sort === 'stddev' ? baseline.stddev : (cvOf(baseline, hasRatio) ?? Number.NaN);
}

/** One row of the statistics, as the wire has it. */
export function rankingRow(
  { stats }: Snapshot,
  { position, hasRatio }: Metric,
  { name, exchange, base, quote }: Dimension,
  row: number,
): RankingRow {
  const column = position - 1;
  const cell = row * stats.metricCount + column;
  const baseline = baselineOf(stats, row, column);
  return {
    dimension: name,
    exchange,
    base,
    quote,
    asOf: isoOrNull(stats.atMs[row] ?? Number.NaN),
    quality: QUALITIES[stats.quality[row] ?? 0] ?? 'good',
    latest: finiteOrNull(stats.latest[cell]),
    mean: baseline?.mean ?? null,
    stddev: baseline?.stddev ?? null,
    count: stats.count[cell] ?? 0,
    cv: baseline && cvOf(baseline, hasRatio),
    ratio: hasRatio ? ratioOf(stats, row, column) : null,
    rank: { stddev: stats.stddevRank[cell] || null, cv: stats.cvRank[cell] || null },
  };
}

/** Coefficient of variation, stddev / mean; null where a ratio says nothing. */
function cvOf({ mean, stddev }: { mean: number; stddev: number }, hasRatio: boolean): number | null {
  return hasRatio && mean > 0 ? stddev / mean : null;
}
