import type { ClientBase } from 'pg';
import { WINDOW_MS } from '@/lib/series/baseline';
import type { Metric } from '@/lib/series/types';
import { refreshStatistics } from './history';

/**
 * Computes the statistics again as of the newest slot, after everything later than `cutMs` was deleted. Call
 * `lockStatistics` or check the collector's lease before. Returns the number of markets whose statistics were later.
 */
export async function rewindStatistics(
  client: ClientBase,
  cutMs: number,
  { metrics, intervalMs }: { metrics: readonly Metric[]; intervalMs: number },
): Promise<number> {
  const cut = new Date(cutMs);
  const later = await client.query('SELECT FROM dimension_stats WHERE at > $1 OR baseline_from > $1', [cut]);
  if (later.rowCount === null || later.rowCount === 0) return 0;
  const { rows } = await client.query<{ slot: Date | null }>(
    'SELECT max(slot) AS slot FROM collection WHERE closed_at IS NOT NULL',
  );
  const slot = rows[0]?.slot ?? null;
  if (slot === null) {
    await client.query('DELETE FROM dimension_stats WHERE at > $1', [cut]);
    return later.rowCount;
  }
  const from = new Date(slot.getTime() - WINDOW_MS);
  const seen = await client.query<{ id: number }>(
    'SELECT DISTINCT dimension_id AS id FROM observation WHERE at > $1 ORDER BY id',
    [from],
  );
  const ids = seen.rows.map(({ id }) => id);
  await client.query('DELETE FROM dimension_stats WHERE at > $1 AND NOT dimension_id = ANY($2)', [cut, ids]);
  await client.query(
    `UPDATE dimension_stats s SET at = $2, baseline_from = coalesce(
       (SELECT max(r.at) FROM baseline_restart r WHERE r.dimension_id = s.dimension_id), 'epoch')
     WHERE at > $1 OR baseline_from > $1`,
    [cut, slot],
  );
  await refreshStatistics(client, Int32Array.from(ids), metrics, { slotMs: slot.getTime(), intervalMs });
  return later.rowCount;
}
