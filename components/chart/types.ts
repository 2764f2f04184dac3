/** An accepted value, or one that was refused. Times in ms since the epoch, UTC. */
export interface ChartPoint {
  atMs: number;
  value: number;
}

export interface RefusedMark extends ChartPoint {
  reason: string;
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
  baseline: { mean: number; stddev: number } | null;
  /** Times the mean; null where a ratio means nothing. */
  threshold: number | null;
}

export interface ChartSize {
  width: number;
  height: number;
}
