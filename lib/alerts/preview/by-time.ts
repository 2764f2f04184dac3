import type { ObservationRows } from '@/lib/series';

/** All rows of some parts in the order of their times. */
export function byTime(parts: readonly ObservationRows[]): ObservationRows {
  const metricCount = parts[0]?.metricCount ?? 0;
  const counts = new Map<number, number>();
  for (const { atMs } of parts) for (const at of atMs) counts.set(at, (counts.get(at) ?? 0) + 1);
  const next = new Map<number, number>();
  let rows = 0;
  for (const at of [...counts.keys()].sort((a, b) => a - b)) {
    next.set(at, rows);
    rows += counts.get(at) ?? 0;
  }
  const ordered: ObservationRows = {
    metricCount,
    dimensionIds: new Int32Array(rows),
    atMs: new Float64Array(rows),
    values: new Float64Array(rows * metricCount),
  };
  for (const { dimensionIds, atMs, values } of parts) {
    for (let from = 0; from < atMs.length; from++) {
      const at = atMs[from] ?? 0;
      const row = next.get(at) ?? 0;
      next.set(at, row + 1);
      ordered.dimensionIds[row] = dimensionIds[from] ?? 0;
      ordered.atMs[row] = at;
      for (let column = 0; column < metricCount; column++) {
        ordered.values[row * metricCount + column] = values[from * metricCount + column] ?? Number.NaN;
      }
    }
  }
  return ordered;
}
