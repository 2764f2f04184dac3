import type { HourRollup } from '@/lib/series/hours';

/** What `rollup_hour.cells` holds of each metric, in its order: that of the metric at position 1, then at 2. */
const FIELDS = ['count', 'mean', 'm2', 'min', 'max', 'last'] as const;

/** The SQL of one cell of a row of `rollup_hour`; NULL where the series has no value in that hour. */
export function cellSql(field: (typeof FIELDS)[number], position: string): string {
  return `cells[${FIELDS.length} * ${position} - ${FIELDS.length - 1 - FIELDS.indexOf(field)}]`;
}

/** The size of what `writeCells` writes to. */
export function cellsOf(metricCount: number): Float64Array {
  return new Float64Array(metricCount * FIELDS.length);
}

/** Writes a row's cells to `into`, NaN for NULL. Answers how many: a row ends with the last series that has a value. */
export function writeCells(hour: HourRollup, row: number, into: Float64Array): number {
  let length = 0;
  for (let column = 0; column < hour.metricCount; column++) {
    const cell = row * hour.metricCount + column;
    const at = column * FIELDS.length;
    const count = hour.count[cell] ?? 0;
    into[at] = count === 0 ? Number.NaN : count;
    into[at + 1] = hour.mean[cell] ?? Number.NaN;
    into[at + 2] = hour.m2[cell] ?? Number.NaN;
    into[at + 3] = hour.min[cell] ?? Number.NaN;
    into[at + 4] = hour.max[cell] ?? Number.NaN;
    into[at + 5] = hour.last[cell] ?? Number.NaN;
    if (count > 0) length = at + FIELDS.length;
  }
  return length;
}

/** Takes those series of stored cells over that have more observations than the row's own. */
export function takeFuller(into: HourRollup, row: number, cells: readonly (number | null)[]): void {
  for (let column = 0; column < into.metricCount; column++) {
    const cell = row * into.metricCount + column;
    const at = column * FIELDS.length;
    if ((cells[at] ?? 0) <= (into.count[cell] ?? 0)) continue;
    FIELDS.forEach((field, i) => {
      into[field][cell] = cells[at + i] ?? Number.NaN;
    });
  }
}
