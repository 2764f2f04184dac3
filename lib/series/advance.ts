import { DAY_MS } from '@/lib/model/time';
import { WINDOW_MS } from './baseline';
import { carryOver, rowIndex } from './stats-table';
import type { ObservationBatch, ObservationRows, StatsTable } from './types';
import { add, remove, reset } from './window';

/**
 * Moves every observed dimension on to this slot: its baseline is the one of before, plus `latest`, minus the
 * observations in [at - 24 h, slot - 24 h). A gap of over 24 h empties it, and so does a restart in between.
 *
 * `previous` is left as it is. `leaving` holds at least the observations named above; others do no harm.
 * `restarted` are dimensions whose baseline begins anew with this slot.
 * Answers the next table and the dimensions whose baseline must be rebuilt from their observations.
 */
export function advance(
  previous: StatsTable,
  batch: ObservationBatch,
  leaving: readonly ObservationRows[],
  intervalMs: number,
  restarted: readonly number[] = [],
): { stats: StatsTable; rebuild: Int32Array } {
  const slotMs = batch.atMs;
  const metricCount = Math.max(previous.metricCount, batch.metricCount);
  const stats = carryOver(previous, batch.dimensionIds, metricCount, slotMs);
  const rowOf = rowIndex(stats.dimensionIds);
  const observed = rowIndex(batch.dimensionIds);
  const rebuild = new Set<number>(dueForRebuild(batch, intervalMs));

  for (const part of leaving) {
    for (let i = 0; i < part.dimensionIds.length; i++) {
      const id = part.dimensionIds[i] ?? 0;
      const row = rowOf[id] ?? -1;
      if (row < 0 || (observed[id] ?? -1) < 0) continue;
      const leftAtMs = part.atMs[i] ?? 0;
      if (leftAtMs < windowFrom(stats, row) || leftAtMs >= slotMs - WINDOW_MS) continue;
      if (!removeRow(stats, row, part, i)) rebuild.add(id);
    }
  }
  for (const id of restarted) stats.baselineFromMs[rowOf[id] ?? -1] = slotMs;
  for (let i = 0; i < batch.dimensionIds.length; i++) {
    const id = batch.dimensionIds[i] ?? 0;
    const row = rowOf[id] ?? 0;
    // Statistics only move forward: an observation of the past is part of the baseline of a later one.
    if ((stats.atMs[row] ?? 0) >= slotMs) rebuild.add(id);
    else arrive(stats, row, batch, i);
  }
  return { stats, rebuild: Int32Array.from(rebuild).sort() };
}

/** Each slot rebuilds its share of the dimensions, so that everything is exact again within a day. */
function dueForRebuild(batch: ObservationBatch, intervalMs: number): Int32Array {
  const slotsADay = Math.ceil(DAY_MS / intervalMs);
  const turn = Math.floor(batch.atMs / intervalMs) % slotsADay;
  return batch.dimensionIds.filter((id) => id % slotsADay === turn);
}

/** Where a row's window begins as of its last observation, ms UTC: 24 h before it, or where it was restarted. */
function windowFrom(stats: StatsTable, row: number): number {
  return Math.max((stats.atMs[row] ?? 0) - WINDOW_MS, stats.baselineFromMs[row] ?? 0);
}

function removeRow(stats: StatsTable, row: number, leaving: ObservationRows, from: number): boolean {
  let trusted = true;
  for (let column = 0; column < leaving.metricCount; column++) {
    const value = leaving.values[from * leaving.metricCount + column] ?? Number.NaN;
    if (Number.isNaN(value)) continue;
    if (!remove(stats, row * stats.metricCount + column, value)) trusted = false;
  }
  return trusted;
}

function arrive(stats: StatsTable, row: number, batch: ObservationBatch, from: number): void {
  const before = stats.atMs[row] ?? 0;
  const inWindow = before >= batch.atMs - WINDOW_MS && before >= (stats.baselineFromMs[row] ?? 0);
  for (let column = 0; column < stats.metricCount; column++) {
    const cell = row * stats.metricCount + column;
    const last = stats.latest[cell] ?? Number.NaN;
    if (!inWindow) reset(stats, cell);
    else if (!Number.isNaN(last)) add(stats, cell, last);
    stats.latest[cell] =
      column < batch.metricCount
        ? (batch.values[from * batch.metricCount + column] ?? Number.NaN)
        : Number.NaN;
  }
  stats.atMs[row] = batch.atMs;
}

/**
 * Rebuilds the baselines of some dimensions from their observations, in place. `observations` holds, of these
 * dimensions, at least all in [at - 24 h, at), `at` being the dimension's time in the table.
 */
export function rebuild(stats: StatsTable, dimensionIds: Int32Array, observations: ObservationRows): void {
  const rowOf = rowIndex(stats.dimensionIds);
  const wanted = new Set(dimensionIds);
  for (const id of wanted) {
    const row = rowOf[id] ?? -1;
    for (let column = 0; row >= 0 && column < stats.metricCount; column++) {
      reset(stats, row * stats.metricCount + column);
    }
  }
  for (let i = 0; i < observations.dimensionIds.length; i++) {
    const id = observations.dimensionIds[i] ?? 0;
    const row = rowOf[id] ?? -1;
    const observedAtMs = observations.atMs[i] ?? 0;
    if (row < 0 || !wanted.has(id)) continue;
    if (observedAtMs < windowFrom(stats, row) || observedAtMs >= (stats.atMs[row] ?? 0)) continue;
    for (let column = 0; column < observations.metricCount; column++) {
      const value = observations.values[i * observations.metricCount + column] ?? Number.NaN;
      if (!Number.isNaN(value)) add(stats, row * stats.metricCount + column, value);
    }
  }
}
