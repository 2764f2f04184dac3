import type { Quality } from '@/lib/series';

/** The window behind a ratio: observations in [from, to), ISO 8601. `stddev` is the sample standard deviation. */
interface ReportBaseline {
  mean: number;
  stddev: number;
  count: number;
  from: string;
  to: string;
}

/** A place among `of` series of the same metric; 1 is the largest. */
export interface RankPlace {
  rank: number;
  of: number;
}

/** A point of the graph; `min` and `max` only where it stands for several observations. */
export interface GraphPoint {
  at: string;
  value: number;
  min?: number;
  max?: number;
}

/** A value that was not believed, or waits to be confirmed. */
interface RefusedPoint {
  at: string;
  value: number;
  reason: string;
}

/** One metric of one market: what `GET /metrics` answers. Times are ISO 8601, values are in the metric's unit. */
export interface MetricReport {
  metric: string;
  dimension: string;
  /** Time of the last accepted observation, which `latest`, `baseline` and `ratio` belong to. */
  asOf: string | null;
  /** Of the newest observation, accepted or not; null for a market unseen for a day. */
  quality: Quality | null;
  venues: { agreeing: number; listing: number };
  latest: number | null;
  /** Null below 12 observations. */
  baseline: ReportBaseline | null;
  /** latest / baseline.mean; null for a metric whose values may be 0 or negative. */
  ratio: number | null;
  /** Null while out of the ranks; `cv` is null for a metric without a ratio. */
  rank: { stddev: RankPlace; cv: RankPlace | null } | null;
  /** The ratio above which a value is unusual. */
  threshold: number;
  alerts: never[];
  graph: {
    /** The range asked for, or `from/to`. */
    range: string;
    /** Time between two points, an ISO 8601 duration. */
    resolution: string;
    points: GraphPoint[];
    rejected: RefusedPoint[];
  };
}
