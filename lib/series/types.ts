/** What is believed of an observation. The order is the code kept in Postgres. */
export const QUALITIES = ['good', 'single-venue', 'pending', 'rejected'] as const;

export type Quality = (typeof QUALITIES)[number];

/** Whether an observation is of now. The order is the code kept in Postgres. */
export const FRESHNESS = ['fresh', 'stale', 'quiet'] as const;

export type Freshness = (typeof FRESHNESS)[number];

/** A quantity measured everywhere. */
export interface Metric {
  /** Its place in every array column, from 1; never reused. `position - 1` is its column in typed arrays. */
  position: number;
  name: string;
  label: string;
  /** Never empty; `1` for a pure ratio. */
  unit: string;
  description: string;
  /** False where values may be 0 or negative: then latest / mean says nothing. */
  hasRatio: boolean;
}

/** One spot market of one exchange. */
export interface Dimension {
  id: number;
  /** `kraken:BTC-USD`, safe in a URL unescaped. */
  name: string;
  exchange: string;
  base: string;
  quote: string;
}

/** Observations of many dimensions at one time: row-major, one row a dimension, NaN where unknown. */
export interface ObservationBatch {
  /** The slot, ms since the epoch, UTC. */
  atMs: number;
  metricCount: number;
  dimensionIds: Int32Array;
  /** `values[row * metricCount + column]` */
  values: Float64Array;
}

/**
 * All statistics as of the last closed collection: the sliding window's state and the ranks.
 * One row a dimension (ascending id), one column a metric, row-major.
 */
export interface StatsTable {
  metricCount: number;
  dimensionIds: Int32Array;
  /** The last accepted observation's time by row, ms UTC. */
  atMs: Float64Array;
  /** By row, ms UTC: where the baseline was restarted, older observations are no part of it; 0 where it never was. */
  baselineFromMs: Float64Array;
  /** Values at `atMs`; NaN where unknown. */
  latest: Float64Array;
  /** The baseline: observations in [at - 24 h, at) that have a value. */
  count: Int32Array;
  mean: Float64Array;
  /** What `mean` rounds off, see window.ts. */
  meanLow: Float64Array;
  /** Sum of squared deviations from the mean. */
  m2: Float64Array;
  /** The largest m2 since the series was last rebuilt from its observations. */
  m2Peak: Float64Array;
  /** 1 is the largest; 0 while out of the ranks. */
  stddevRank: Int32Array;
  cvRank: Int32Array;
  /** By row: index into QUALITIES, of the newest observation, accepted or not. */
  quality: Uint8Array;
  venuesAgreeing: Uint16Array;
  venuesListing: Uint16Array;
  /** By row: index into FRESHNESS. */
  freshness: Uint8Array;
}

/** A collection whose transaction has been committed. */
export interface ClosedCollection {
  id: number;
  /** How often history was written since: backfill, import, a released value. */
  revision: number;
  slotMs: number;
  closedAtMs: number;
  intervalSeconds: number;
}

/** Everything that reads need, as of one closed collection. Held in process; rebuilt when the collection's id changes. */
export interface Snapshot {
  /** Null before the first collection. */
  collection: ClosedCollection | null;
  /** Ascending position: index = column in `stats`. */
  metrics: Metric[];
  metricByName: ReadonlyMap<string, Metric>;
  /** Every market ever seen, by name. */
  dimensions: Dimension[];
  dimensionByName: ReadonlyMap<string, Dimension>;
  /** ms UTC, by dimension id. */
  lastSeenMs: ReadonlyMap<number, number>;
  stats: StatsTable;
  /** Row in `stats` by dimension id; absent once unseen for 24 h. */
  rowOf: ReadonlyMap<number, number>;
  /** How many series are ranked, by column. */
  ranked: { stddev: Int32Array; cv: Int32Array };
}

/** A series over time, ascending; a gap is an absent point. */
export interface SeriesPoints {
  atMs: Float64Array;
  values: Float64Array;
}

/** A value that was not believed. */
export interface RejectedPoint {
  atMs: number;
  value: number;
  reason: string;
  /** What the peers said, in one sentence; null where nobody was asked. */
  peers: string | null;
}

/** Stored observations of any dimensions at any times, row-major, NaN where unknown. */
export interface ObservationRows {
  metricCount: number;
  dimensionIds: Int32Array;
  atMs: Float64Array;
  values: Float64Array;
}

/** Hours of any series, row-major; of each column count, mean, min and max in turn, NaN where there is none. */
export interface HourCells {
  columns: number;
  dimensionIds: Int32Array;
  hourMs: Float64Array;
  cells: Float64Array;
}
