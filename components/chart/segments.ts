import type { ChartPoint } from './types';

/** A step is a gap if it is more than this many times as long as it should be. */
const GAP = 1.5;

/**
 * Cuts a series where it has gaps: a line is drawn within a segment, never across two. A step should be as long as the
 * resolution, or as the steps around it: where the interval was a longer one before, no point is missing.
 */
export function segmentsOf(points: readonly ChartPoint[], resolutionMs: number): ChartPoint[][] {
  const segments: ChartPoint[][] = [];
  points.forEach((point, i) => {
    const last = segments.at(-1);
    const usualMs = Math.max(resolutionMs, stepAround(points, i));
    if (last === undefined || stepTo(points, i) > GAP * usualMs) segments.push([point]);
    else last.push(point);
  });
  return segments;
}

/** The median of the two steps before and the two after; 0 where there is no more than one. */
function stepAround(points: readonly ChartPoint[], index: number): number {
  const steps = [-2, -1, 1, 2].map((by) => stepTo(points, index + by)).filter((step) => step > 0);
  return steps.length < 2 ? 0 : (steps.sort((a, b) => a - b)[Math.floor(steps.length / 2)] ?? 0);
}

function stepTo(points: readonly ChartPoint[], index: number): number {
  return (points[index]?.atMs ?? Number.NaN) - (points[index - 1]?.atMs ?? Number.NaN);
}
