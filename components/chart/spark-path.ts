import type { SparkLine } from '@/lib/queries';

/**
 * The line of a spark as an SVG path over `width` x `height`, scaled to fill the height: through the lowest, the highest
 * and the last value of each hour, so that no extreme is missing; it breaks where there is none, and runs in the middle
 * where all are equal. Empty without any value.
 */
export function sparkPath(line: SparkLine, width: number, height: number): string {
  const low = Math.min(...line.low.filter((value) => value !== null));
  const range = Math.max(...line.high.filter((value) => value !== null)) - low;
  if (!Number.isFinite(range)) return '';
  const step = width / Math.max(1, line.values.length - 1);
  const y = (value: number) =>
    (range === 0 ? height / 2 : height - ((value - low) / range) * height).toFixed(1);
  let path = '';
  let before: number | null = null;
  line.values.forEach((last, i) => {
    if (last === null) {
      before = null;
      return;
    }
    const x = (i * step).toFixed(1);
    const points = extremesFirst(last, line.low[i] ?? last, line.high[i] ?? last, before ?? last);
    // An hour between two gaps is a line of no length, which round caps make a dot.
    if (before === null) path += `M${x} ${y(points[0] ?? last)}`;
    for (const value of points) path += `L${x} ${y(value)}`;
    before = last;
  });
  return path;
}

/** The nearer extreme first, then the other, then the last value; each once. */
function extremesFirst(last: number, low: number, high: number, before: number): number[] {
  const extremes = Math.abs(before - low) <= Math.abs(before - high) ? [low, high] : [high, low];
  return [...extremes, last].filter((value, i, all) => value !== all[i - 1]);
}
