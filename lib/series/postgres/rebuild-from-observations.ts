import type { ClientBase } from 'pg';
import { rebuild } from '@/lib/series/advance';
import { WINDOW_MS } from '@/lib/series/baseline';
import { rowIndex } from '@/lib/series/stats-table';
import type { StatsTable } from '@/lib/series/types';
import { readObservations } from './observation-store';

/** Replaces the baselines of these dimensions by a computation from their stored observations, in place. */
export async function rebuildFromObservations(
  client: ClientBase,
  stats: StatsTable,
  dimensionIds: Int32Array,
  intervalMs: number,
): Promise<void> {
  if (dimensionIds.length === 0) return;
  const rowOf = rowIndex(stats.dimensionIds);
  let fromMs = Number.POSITIVE_INFINITY;
  let untilMs = Number.NEGATIVE_INFINITY;
  for (const id of dimensionIds) {
    const atMs = stats.atMs[rowOf[id] ?? -1] ?? 0;
    fromMs = Math.min(fromMs, atMs - WINDOW_MS);
    untilMs = Math.max(untilMs, atMs);
  }
  const range = { fromMs, untilMs, intervalMs };
  for await (const part of readObservations(client, dimensionIds, range, stats.metricCount)) {
    rebuild(stats, part.dimensionIds, part.observations);
  }
}
