/** An accepted value, or one that was refused. Times in ms since the epoch, UTC. */
export interface ChartPoint {
  atMs: number;
  value: number;
  /** The extremes of what the point stands for, where that is more than one observation. */
  min?: number;
  max?: number;
}

export interface RefusedMark {
  atMs: number;
  value: number;
  reason: string;
  /** What the peers said, in one sentence; null where nobody was asked. */
  peers?: string | null;
}

/** A stretch of time in which the series was unusual. */
export interface ChartSpan {
  fromMs: number;
  /** Null while it lasts. */
  toMs: number | null;
  /** What it was, in a few words. */
  label: string;
}

/** Another series, drawn beside the first; all of them as indices. */
export interface ComparedSeries {
  name: string;
  resolutionMs: number;
  points: readonly ChartPoint[];
}

/** Everything that a chart shows. The same data gives the same picture on a page, in a mail and in a file. */
export interface ChartData {
  fromMs: number;
  toMs: number;
  /** The usual time between two points; a distance of over 1.5 times that is a gap. */
  resolutionMs: number;
  /** Ascending. */
  points: readonly ChartPoint[];
  refused: readonly RefusedMark[];
  /** The statistics of the 24 hours [`fromMs`, `toMs`); they are of no other time. */
  baseline: { mean: number; stddev: number; fromMs: number; toMs: number } | null;
  /** Times the mean; null where a ratio means nothing. */
  threshold: number | null;
  alerts: readonly ChartSpan[];
  compared: readonly ComparedSeries[];
}

export interface ChartSize {
  width: number;
  height: number;
}
