import { WINDOW_MS } from './baseline';
import type { StatsTable } from './types';

const ROW_FIELDS = [
  'atMs',
  'baselineFromMs',
  'quality',
  'venuesAgreeing',
  'venuesListing',
  'freshness',
] as const;

/** An empty table: no latest value, no baseline, no rank anywhere. */
export function emptyStats(dimensionIds: Int32Array, metricCount: number): StatsTable {
  const rows = dimensionIds.length;
  const cells = rows * metricCount;
  return {
    metricCount,
    dimensionIds,
    atMs: new Float64Array(rows).fill(Number.NEGATIVE_INFINITY),
    baselineFromMs: new Float64Array(rows),
    latest: new Float64Array(cells).fill(Number.NaN),
    count: new Int32Array(cells),
    mean: new Float64Array(cells),
    meanLow: new Float64Array(cells),
    m2: new Float64Array(cells),
    m2Peak: new Float64Array(cells),
    stddevRank: new Int32Array(cells),
    cvRank: new Int32Array(cells),
    quality: new Uint8Array(rows),
    venuesAgreeing: new Uint16Array(rows),
    venuesListing: new Uint16Array(rows),
    freshness: new Uint8Array(rows),
  };
}

/**
 * The table for the next slot: the rows of before without those unseen for 24 h, and an empty row for each
 * dimension that is new; one column more for each metric that is new.
 */
export function carryOver(
  previous: StatsTable,
  dimensionIds: Int32Array,
  metricCount: number,
  slotMs: number,
): StatsTable {
  const alive = previous.dimensionIds.filter((_, row) => (previous.atMs[row] ?? 0) > slotMs - WINDOW_MS);
  const ids = Int32Array.from(new Set([...alive, ...dimensionIds])).sort();
  const next = emptyStats(ids, metricCount);
  const before = rowIndex(previous.dimensionIds);
  for (let row = 0; row < ids.length; row++) {
    const from = before[ids[row] ?? 0] ?? -1;
    if (from >= 0) copyRow(previous, from, next, row);
  }
  return next;
}

function copyRow(from: StatsTable, fromRow: number, to: StatsTable, toRow: number): void {
  for (const field of ROW_FIELDS) to[field][toRow] = from[field][fromRow] ?? 0;
  const start = fromRow * from.metricCount;
  const end = start + Math.min(from.metricCount, to.metricCount);
  const target = toRow * to.metricCount;
  for (const field of ['latest', 'mean', 'meanLow', 'm2', 'm2Peak'] as const) {
    to[field].set(from[field].subarray(start, end), target);
  }
  for (const field of ['count', 'stddevRank', 'cvRank'] as const) {
    to[field].set(from[field].subarray(start, end), target);
  }
}

/** Row by dimension id, -1 where absent: an array, since ids are dense and this is read once a value. */
export function rowIndex(dimensionIds: Int32Array): Int32Array {
  let largest = 0;
  for (const id of dimensionIds) if (id > largest) largest = id;
  const index = new Int32Array(largest + 1).fill(-1);
  for (let row = 0; row < dimensionIds.length; row++) index[dimensionIds[row] ?? 0] = row;
  return index;
}
