import type { Pool } from 'pg';
import { withTransaction } from '@/lib/platform/database';
import { type Metric, type ObservationBatch, readStats, recordSlot, refreshStatistics } from '@/lib/series';

const STATEMENT_TIMEOUT_MS = 600_000;

/**
 * What a collection does once the sources are read, as lib/collect/run.ts does it: one transaction that reads the
 * stored statistics, appends the slot, slides, ranks, writes the statistics, and is committed.
 */
export async function storedCycle(
  pool: Pool,
  metrics: readonly Metric[],
  batch: ObservationBatch,
  intervalMs: number,
): Promise<void> {
  const rows = batch.dimensionIds.length;
  const marks = {
    dimensionIds: batch.dimensionIds,
    quality: new Uint8Array(rows),
    venuesAgreeing: new Uint16Array(rows),
    venuesListing: new Uint16Array(rows),
  };
  await withTransaction(
    pool,
    async (client) => {
      const previous = await readStats(client, metrics.length);
      const slot = { batch, rejections: [], marks, metrics, intervalMs };
      await recordSlot(client, previous, slot, () => undefined);
    },
    STATEMENT_TIMEOUT_MS,
  );
}

/** The statistics as of the newest observation, from the history, as after an import. */
export async function firstStatistics(
  pool: Pool,
  metrics: readonly Metric[],
  dimensionIds: Int32Array,
  time: { slotMs: number; intervalMs: number },
): Promise<void> {
  await withTransaction(
    pool,
    (client) => refreshStatistics(client, dimensionIds, metrics, time),
    STATEMENT_TIMEOUT_MS,
  );
}
