import type { ChartData, ChartPoint, ComparedSeries } from '@/components/chart';

const BASE = 100;

/** A market to be drawn beside another. */
export interface Other {
  name: string;
  data: ChartData;
}

/**
 * A chart of several series as indices: each begins at 100, so that markets of different prices compare. The baseline
 * and the threshold belong to values, not to indices, and are left out. Series without a value are passed over.
 */
export function indexedTo100(own: ChartData, others: readonly Other[]): ChartData {
  const compared = others.flatMap(({ name, data: { points, resolutionMs } }): ComparedSeries[] => {
    const factor = factorOf(points);
    return factor === null ? [] : [{ name, resolutionMs, points: scaled(points, factor) }];
  });
  const factor = factorOf(own.points) ?? 1;
  return {
    ...own,
    points: scaled(own.points, factor),
    refused: own.refused.map((mark) => ({ ...mark, value: mark.value * factor })),
    baseline: null,
    threshold: null,
    compared,
  };
}

/** By what a series is multiplied to begin at 100; null where its first value is not above zero. */
function factorOf(points: readonly ChartPoint[]): number | null {
  const first = points[0]?.value ?? Number.NaN;
  return first > 0 ? BASE / first : null;
}

function scaled(points: readonly ChartPoint[], factor: number): ChartPoint[] {
  return points.map(({ atMs, value, min, max }) => ({
    atMs,
    value: value * factor,
    ...(min !== undefined && { min: min * factor }),
    ...(max !== undefined && { max: max * factor }),
  }));
}
