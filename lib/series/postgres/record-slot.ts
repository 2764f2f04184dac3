import type { ClientBase } from 'pg';
import { advance } from '@/lib/series/advance';
import { rankAll } from '@/lib/series/ranks';
import { type Marks, NO_REVISIONS, type RejectedObservation, type Revisions } from '@/lib/series/slot-record';
import { rowIndex } from '@/lib/series/stats-table';
import type { Metric, ObservationBatch, StatsTable } from '@/lib/series/types';
import { appendObservations, readLeaving } from './observation-store';
import { rebuildFromObservations } from './rebuild-from-observations';
import { appendRejections } from './rejection-store';
import { revise } from './revise';
import { reopenHourOf } from './rollup-store';
import { appendStats, clearStats } from './stats-store';

export interface Slot {
  batch: ObservationBatch;
  rejections: readonly RejectedObservation[];
  /** Absent: nothing of the past changes. */
  revisions?: Revisions;
  marks: Marks;
  metrics: readonly Metric[];
  intervalMs: number;
}

/** Told before each step begins: for the log, and for tests that end the process there. */
export type OnStep = (step: string) => void | Promise<void>;

/**
 * Appends a slot, slides the windows, ranks, and writes the statistics, on one client inside the collection's
 * transaction. `previous` is the table as stored. Answers the table as it is written.
 */
export async function recordSlot(
  client: ClientBase,
  previous: StatsTable,
  slot: Slot,
  onStep: OnStep,
): Promise<StatsTable> {
  const { batch, metrics, intervalMs, revisions = NO_REVISIONS } = slot;
  await onStep('append');
  // A collector that is minutes late, or whose clock is, writes into an hour that others take for over.
  await reopenHourOf(client, batch.atMs);
  const revised = await revise(client, revisions, { slotMs: batch.atMs, intervalMs, metrics });
  const leaving = await readLeaving(client, previous, batch);
  await appendObservations(client, batch);
  await appendRejections(client, batch.atMs, slot.rejections);
  await onStep('slide');
  const restarted = revisions.restarted.map(({ dimensionId }) => dimensionId);
  const next = advance(previous, batch, leaving, intervalMs, restarted);
  const changed = Int32Array.from(new Set([...next.rebuild, ...revised])).sort();
  await rebuildFromObservations(client, next.stats, changed, intervalMs);
  mark(next.stats, slot.marks);
  await onStep('write statistics');
  // Postgres takes out the old rows while the new ranks are found here.
  const cleared = clearStats(client, next.stats.dimensionIds);
  cleared.catch(() => undefined);
  rankAll(next.stats, metrics, batch.atMs, intervalMs);
  await cleared;
  await appendStats(client, next.stats);
  return next.stats;
}

function mark(stats: StatsTable, marks: Marks): void {
  const rowOf = rowIndex(stats.dimensionIds);
  for (let i = 0; i < marks.dimensionIds.length; i++) {
    const row = rowOf[marks.dimensionIds[i] ?? 0] ?? -1;
    if (row < 0) continue;
    stats.quality[row] = marks.quality[i] ?? 0;
    stats.venuesAgreeing[row] = marks.venuesAgreeing[i] ?? 0;
    stats.venuesListing[row] = marks.venuesListing[i] ?? 0;
    stats.freshness[row] = marks.freshness?.[i] ?? 0;
  }
}
