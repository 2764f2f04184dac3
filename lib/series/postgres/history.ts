import type { ClientBase } from 'pg';
import { WINDOW_MS } from '@/lib/series/baseline';
import { rankAll } from '@/lib/series/ranks';
import { carryOver, rowIndex } from '@/lib/series/stats-table';
import type { Metric, ObservationRows } from '@/lib/series/types';
import { CopyWriter } from './copy-writer';
import { readNewest } from './observation-store';
import { rebuildFromObservations } from './rebuild-from-observations';
import { readStats, writeStats } from './stats-store';

/**
 * Makes this transaction the only writer of observations and statistics until it ends. Collections hold the same
 * row, by their lease.
 */
export async function lockStatistics(client: ClientBase): Promise<void> {
  await client.query(
    `INSERT INTO lease (name, holder, fence, expires_at) VALUES ('collect', '', 0, '-infinity')
     ON CONFLICT DO NOTHING`,
  );
  await client.query(`SELECT FROM lease WHERE name = 'collect' FOR UPDATE`);
}

/**
 * Writes observations of any time, in any order; those that exist already get the values that were unknown, and
 * keep the others unless a new one is given. Doing it twice changes nothing. Their hours are rolled up again.
 * Call `lockStatistics` before, and `refreshStatistics` after the last of them. Answers how many were added or changed.
 */
export async function appendHistory(client: ClientBase, observations: ObservationRows): Promise<number> {
  await client.query(
    'CREATE TEMP TABLE history_staging (dimension_id int, at timestamptz, values float8[]) ON COMMIT DROP',
  );
  const { metricCount } = observations;
  const rows = new CopyWriter();
  observations.dimensionIds.forEach((id, row) => {
    rows
      .row(3)
      .int4(id)
      .timestamptz(observations.atMs[row] ?? 0)
      .float8Array(observations.values, row * metricCount, metricCount);
  });
  await rows.send(client, 'history_staging (dimension_id, at, values)');
  const written = await client.query(
    `INSERT INTO observation (dimension_id, at, values) SELECT dimension_id, at, values FROM history_staging
     ON CONFLICT (dimension_id, at) DO UPDATE SET values = (
       SELECT array_agg(coalesce(given, kept) ORDER BY position)
       FROM unnest(excluded.values, observation.values) WITH ORDINALITY AS v (given, kept, position))
     WHERE EXISTS (
       SELECT FROM unnest(excluded.values, observation.values) AS v (given, kept)
       WHERE given IS DISTINCT FROM kept AND given IS NOT NULL)`,
  );
  await client.query(
    `DELETE FROM rolled_hour WHERE hour IN (SELECT date_trunc('hour', at, 'UTC') FROM history_staging)`,
  );
  await client.query('DROP TABLE history_staging');
  return written.rowCount ?? 0;
}

/**
 * Computes latest values and baselines of these dimensions anew from their observations, and all ranks. `slotMs` is
 * the newest slot: what is older than 24 h before it is history only. Call `lockStatistics` before.
 */
export async function refreshStatistics(
  client: ClientBase,
  dimensionIds: Int32Array,
  metrics: readonly Metric[],
  { slotMs, intervalMs }: { slotMs: number; intervalMs: number },
): Promise<void> {
  const newest = await readNewest(client, dimensionIds, slotMs - WINDOW_MS, metrics.length);
  const previous = await readStats(client, metrics.length);
  const stats = carryOver(previous, newest.dimensionIds, metrics.length, slotMs);
  const rowOf = rowIndex(stats.dimensionIds);
  newest.dimensionIds.forEach((id, i) => {
    const row = rowOf[id] ?? 0;
    stats.atMs[row] = newest.atMs[i] ?? 0;
    const values = newest.values.subarray(i * metrics.length, (i + 1) * metrics.length);
    stats.latest.set(values, row * metrics.length);
  });
  await rebuildFromObservations(client, stats, newest.dimensionIds, intervalMs);
  rankAll(stats, metrics, slotMs, intervalMs);
  await writeStats(client, stats);
  await client.query(
    `UPDATE collection SET revision = revision + 1
     WHERE slot = (SELECT max(slot) FROM collection WHERE closed_at IS NOT NULL)`,
  );
}
