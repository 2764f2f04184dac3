import type { Pool } from 'pg';
import { METRICS } from '@/lib/model/metrics';
import { withTransaction } from '@/lib/platform/database/transaction';
import { readStats, recordSlot, syncMetrics } from '@/lib/series';
import { closeCollection } from './collections';

const INTERVAL_MS = 300_000;

/**
 * The collection after the last one, `stepMs` later: of each market `change` times its last values, by its name. Answers its slot, ms.
 */
export async function seedNextSlot(
  pool: Pool,
  nowMs: number,
  change: (dimension: string) => number,
  stepMs = INTERVAL_MS,
): Promise<number> {
  const metrics = await syncMetrics(pool, METRICS);
  const { rows } = await pool.query<{ id: number; name: string }>('SELECT id, name FROM dimension');
  const nameOf = new Map(rows.map(({ id, name }) => [id, name]));
  return withTransaction(pool, async (client) => {
    const last = await client.query<{ slot: Date }>('SELECT max(slot) AS slot FROM collection');
    const slotMs = (last.rows[0]?.slot.getTime() ?? 0) + stepMs;
    const before = await readStats(client, metrics.length);
    const { dimensionIds, quality, venuesAgreeing, venuesListing } = before;
    const values = before.latest.map((value, cell) => {
      const id = dimensionIds[Math.floor(cell / metrics.length)] ?? 0;
      return value * change(nameOf.get(id) ?? '');
    });
    const slot = {
      batch: { atMs: slotMs, metricCount: metrics.length, dimensionIds, values },
      rejections: [],
      marks: { dimensionIds, quality, venuesAgreeing, venuesListing },
      metrics,
      intervalMs: INTERVAL_MS,
    };
    await recordSlot(client, before, slot, () => undefined);
    await closeCollection(client, slotMs, Math.max(nowMs, slotMs), dimensionIds.length);
    return slotMs;
  });
}
