import { bisector } from 'd3-array';
import type { ChartData, RefusedMark } from './types';

/** Everything that a chart shows at one time. */
export interface ChartRow {
  atMs: number;
  /** Null where only something refused is. */
  value: number | null;
  min?: number;
  max?: number;
  refused: RefusedMark[];
  /** Of each compared series, in their order. */
  compared: (number | null)[];
}

/** The times of a chart's own series, accepted or refused, ascending, with all that is shown at each. */
export function chartRows({ points, refused, compared }: ChartData): ChartRow[] {
  const others = compared.map((series) => new Map(series.points.map(({ atMs, value }) => [atMs, value])));
  const rows = new Map<number, ChartRow>();
  const rowAt = (atMs: number): ChartRow => {
    const known = rows.get(atMs);
    if (known !== undefined) return known;
    const made = { atMs, value: null, refused: [], compared: others.map((other) => other.get(atMs) ?? null) };
    rows.set(atMs, made);
    return made;
  };
  for (const { atMs, value, min, max } of points) Object.assign(rowAt(atMs), { value, min, max });
  for (const mark of refused) rowAt(mark.atMs).refused.push(mark);
  return [...rows.values()].sort((a, b) => a.atMs - b.atMs);
}

const nearest = bisector<ChartRow, number>(({ atMs }) => atMs).center;

/** The place of the row whose time is nearest; -1 where there is none. */
export function nearestRow(rows: readonly ChartRow[], atMs: number): number {
  return rows.length === 0 ? -1 : nearest(rows, atMs);
}
