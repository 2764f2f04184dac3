import {
  baselineOf,
  type Dimension,
  type Metric,
  QUALITIES,
  ratioOf,
  type Snapshot,
  WINDOW_MS,
} from '@/lib/series';
import { finiteOrNull, isoOrNull } from './format';
import type { MetricReport } from './metric-report';

type Standing = Pick<MetricReport, 'asOf' | 'quality' | 'venues' | 'latest' | 'baseline' | 'ratio' | 'rank'>;

/** Where a series stands as of its last accepted observation. A market unseen for a day has only its `asOf`. */
export function standing(snapshot: Snapshot, metric: Metric, dimension: Dimension): Standing {
  const { stats, rowOf, lastSeenMs } = snapshot;
  const row = rowOf.get(dimension.id);
  if (row === undefined) {
    return {
      asOf: isoOrNull(lastSeenMs.get(dimension.id) ?? Number.NaN),
      quality: null,
      venues: { agreeing: 0, listing: 0 },
      latest: null,
      baseline: null,
      ratio: null,
      rank: null,
    };
  }
  const column = metric.position - 1;
  return {
    asOf: isoOrNull(stats.atMs[row] ?? Number.NaN),
    quality: QUALITIES[stats.quality[row] ?? 0] ?? null,
    venues: { agreeing: stats.venuesAgreeing[row] ?? 0, listing: stats.venuesListing[row] ?? 0 },
    latest: finiteOrNull(stats.latest[row * stats.metricCount + column]),
    baseline: baselineWithSpan(snapshot, row, column),
    ratio: metric.hasRatio ? ratioOf(stats, row, column) : null,
    rank: rankOf(snapshot, row, column),
  };
}

function baselineWithSpan({ stats }: Snapshot, row: number, column: number): Standing['baseline'] {
  const baseline = baselineOf(stats, row, column);
  const atMs = stats.atMs[row] ?? Number.NaN;
  if (baseline === null || !Number.isFinite(atMs)) return null;
  const { mean, stddev, count } = baseline;
  return {
    mean,
    stddev,
    count,
    from: new Date(atMs - WINDOW_MS).toISOString(),
    to: new Date(atMs).toISOString(),
  };
}

function rankOf({ stats, ranked }: Snapshot, row: number, column: number): Standing['rank'] {
  const cell = row * stats.metricCount + column;
  const stddev = stats.stddevRank[cell] ?? 0;
  const cv = stats.cvRank[cell] ?? 0;
  if (stddev === 0) return null;
  return {
    stddev: { rank: stddev, of: ranked.stddev[column] ?? 0 },
    cv: cv === 0 ? null : { rank: cv, of: ranked.cv[column] ?? 0 },
  };
}
