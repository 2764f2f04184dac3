import type { Quality } from '@/lib/series';

/** One market in a ranking. Null where there is no value, no baseline (below 12 observations) or no rank. */
export interface RankingRow {
  dimension: string;
  exchange: string;
  base: string;
  quote: string;
  /** Time of the last accepted observation, ISO 8601. */
  asOf: string | null;
  quality: Quality;
  latest: number | null;
  mean: number | null;
  stddev: number | null;
  /** Observations in the baseline so far. */
  count: number;
  /** stddev / mean */
  cv: number | null;
  /** latest / mean */
  ratio: number | null;
  rank: { stddev: number | null; cv: number | null };
}
