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

const CELL_FIELDS = ['latest', 'mean', 'meanLow', 'm2', 'm2Peak', 'count', 'stddevRank', 'cvRank'] as const;

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
  const ids = united(alive, dimensionIds);
  const next = emptyStats(ids, metricCount);
  const before = rowIndex(previous.dimensionIds);
  for (let row = 0; row < ids.length; ) {
    const from = before[ids[row] ?? 0] ?? -1;
    let rows = 1;
    // From one slot to the next hardly a row moves: most of the table is copied at once.
    while (from >= 0 && row + rows < ids.length && before[ids[row + rows] ?? 0] === from + rows) rows++;
    if (from >= 0) copyRows(previous, from, next, row, rows);
    row += rows;
  }
  return next;
}

/** Both, each once, ascending. */
function united(some: Int32Array, others: Int32Array): Int32Array {
  const all = new Int32Array(some.length + others.length);
  all.set(some);
  all.set(others, some.length);
  all.sort();
  let length = 0;
  for (const id of all) if (length === 0 || id !== all[length - 1]) all[length++] = id;
  return all.slice(0, length);
}

function copyRows(from: StatsTable, fromRow: number, to: StatsTable, toRow: number, rows: number): void {
  for (const field of ROW_FIELDS) to[field].set(from[field].subarray(fromRow, fromRow + rows), toRow);
  const sameWidth = from.metricCount === to.metricCount;
  const width = Math.min(from.metricCount, to.metricCount);
  // Rows of another width lie at other distances.
  const [strides, length] = sameWidth ? [1, rows * width] : [rows, width];
  for (let stride = 0; stride < strides; stride++) {
    const start = (fromRow + stride) * from.metricCount;
    const target = (toRow + stride) * to.metricCount;
    for (const field of CELL_FIELDS) to[field].set(from[field].subarray(start, start + length), target);
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
