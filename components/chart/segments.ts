import type { ChartPoint } from './types';

/** Points whose distance is larger than this many resolutions have a gap between them. */
const GAP = 1.5;

/** Cuts a series where it has gaps: a line is drawn within a segment, never across two. */
export function segmentsOf(points: readonly ChartPoint[], resolutionMs: number): ChartPoint[][] {
  const segments: ChartPoint[][] = [];
  let previousMs = Number.NEGATIVE_INFINITY;
  for (const point of points) {
    const last = segments.at(-1);
    if (last === undefined || point.atMs - previousMs > GAP * resolutionMs) segments.push([point]);
    else last.push(point);
    previousMs = point.atMs;
  }
  return segments;
}
