import type { ClientBase } from 'pg';
import { WINDOW_MS } from '@/lib/series/baseline';
import type { ObservationBatch, ObservationRows, StatsTable } from '@/lib/series/types';
import { copyOut } from './copy-reader';
import { CopyWriter } from './copy-writer';
import { idList, timestamp } from './literals';

/** Rebuilds read this many values at a time, some 50 MB. */
const VALUES_PER_READ = 4_000_000;

/** Appends one slot's observations. */
export function appendObservations(client: ClientBase, batch: ObservationBatch): Promise<void> {
  const atMs = new Float64Array(batch.dimensionIds.length).fill(batch.atMs);
  return appendObservationRows(client, { ...batch, atMs });
}

/** The same of any slots. */
export async function appendObservationRows(client: ClientBase, observed: ObservationRows): Promise<void> {
  const { metricCount } = observed;
  const rows = new CopyWriter();
  for (let row = 0; row < observed.dimensionIds.length; row++) {
    rows
      .row(3)
      .int4(observed.dimensionIds[row] ?? 0)
      .timestamptz(observed.atMs[row] ?? 0)
      .float8Array(observed.values, row * metricCount, metricCount);
  }
  await rows.send(client, 'observation (dimension_id, at, values)');
}

/**
 * The observations that leave the window of the dimensions in `batch`: those in [at - 24 h, slot - 24 h).
 * Nearly all were last seen in one slot, so this is one short range of time; the few others are read by key.
 */
export async function readLeaving(
  client: ClientBase,
  previous: StatsTable,
  batch: ObservationBatch,
): Promise<ObservationRows[]> {
  const until = batch.atMs - WINDOW_MS;
  const present = new Set(batch.dimensionIds);
  let newestMs = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < previous.atMs.length; row++) {
    if (present.has(previous.dimensionIds[row] ?? 0)) newestMs = Math.max(newestMs, previous.atMs[row] ?? 0);
  }
  if (newestMs < until) return [];
  const stragglers = previous.dimensionIds.filter((id, row) => {
    const atMs = previous.atMs[row] ?? 0;
    return present.has(id) && atMs < newestMs && atMs >= until;
  });
  const usual = await read(
    client,
    `SELECT dimension_id, at, values FROM observation
     WHERE at >= ${timestamp(newestMs - WINDOW_MS)} AND at < ${timestamp(until)}`,
    batch.metricCount,
  );
  if (stragglers.length === 0) return [usual];
  const others = await read(
    client,
    `SELECT o.dimension_id, o.at, o.values FROM dimension_stats s JOIN observation o
       ON o.dimension_id = s.dimension_id AND o.at >= s.at - interval '24 hours'
     WHERE s.dimension_id = ANY(${idList(stragglers)})
       AND o.at < least(${timestamp(newestMs - WINDOW_MS)}, ${timestamp(until)})`,
    batch.metricCount,
  );
  return [usual, others];
}

/** All observations of some dimensions in [fromMs, untilMs), by dimension and time, a bounded number at a time. */
export async function* readObservations(
  client: ClientBase,
  dimensionIds: Int32Array,
  range: { fromMs: number; untilMs: number; intervalMs: number },
  metricCount: number,
): AsyncGenerator<{ dimensionIds: Int32Array; observations: ObservationRows }> {
  const valuesEach = Math.ceil((range.untilMs - range.fromMs) / range.intervalMs) * metricCount;
  const step = Math.max(1, Math.floor(VALUES_PER_READ / Math.max(1, valuesEach)));
  for (let start = 0; start < dimensionIds.length; start += step) {
    const ids = dimensionIds.subarray(start, start + step);
    const observations = await read(
      client,
      `SELECT dimension_id, at, values FROM observation WHERE dimension_id = ANY(${idList(ids)})
         AND at >= ${timestamp(range.fromMs)} AND at < ${timestamp(range.untilMs)}
       ORDER BY dimension_id, at`,
      metricCount,
    );
    yield { dimensionIds: ids, observations };
  }
}

/**
 * All observations of some dimensions in [fromMs, toMs], in any order, with the metrics at these positions as columns. The
 * caller bounds how many.
 */
export function readSpan(
  client: ClientBase,
  dimensionIds: Int32Array,
  positions: readonly number[],
  { fromMs, toMs }: { fromMs: number; toMs: number },
): Promise<ObservationRows> {
  const values = positions.map((position) => `values[${position}]`).join(', ');
  return read(
    client,
    `SELECT dimension_id, at, ARRAY[${values}]::float8[] FROM observation
     WHERE dimension_id = ANY(${idList(dimensionIds)})
       AND at >= ${timestamp(fromMs)} AND at <= ${timestamp(toMs)}`,
    positions.length,
  );
}

/** The newest observation after `afterMs` of each of these dimensions. */
export function readNewest(
  client: ClientBase,
  dimensionIds: Int32Array,
  afterMs: number,
  metricCount: number,
): Promise<ObservationRows> {
  return read(
    client,
    `SELECT DISTINCT ON (dimension_id) dimension_id, at, values FROM observation
     WHERE dimension_id = ANY(${idList(dimensionIds)}) AND at > ${timestamp(afterMs)}
     ORDER BY dimension_id, at DESC`,
    metricCount,
  );
}

async function read(client: ClientBase, query: string, metricCount: number): Promise<ObservationRows> {
  const reader = await copyOut(client, query);
  const rows = reader.rowsLeft();
  const observations: ObservationRows = {
    metricCount,
    dimensionIds: new Int32Array(rows),
    atMs: new Float64Array(rows),
    values: new Float64Array(rows * metricCount).fill(Number.NaN),
  };
  for (let row = 0; reader.next(); row++) {
    observations.dimensionIds[row] = reader.int4();
    observations.atMs[row] = reader.timestamptz();
    reader.float8Array(observations.values, row * metricCount, metricCount);
  }
  return observations;
}
