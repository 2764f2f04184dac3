import { setImmediate as immediate } from 'node:timers/promises';
import type { ClientBase } from 'pg';
import { emptyStats } from '@/lib/series/stats-table';
import type { StatsTable } from '@/lib/series/types';
import { copyOut } from './copy-reader';
import { CopyWriter } from './copy-writer';

/** The inner state, of no use to a reader of SQL: as bytes, since an array costs four times as much each way. */
const STATE = ['count', 'mean', 'meanLow', 'm2', 'm2Peak', 'stddevRank', 'cvRank'] as const;
const COLUMNS = `dimension_id, at, baseline_from, quality, venues_agreeing, venues_listing, freshness,
  latest, count, mean, mean_low, m2, m2_peak, stddev_rank, cv_rank`;

/** A server that reads a million series has others to serve meanwhile. */
const ROWS_AT_ONCE = 500;

/** The whole table as of the last closed collection, widened to `metricCount` columns. */
export async function readStats(client: ClientBase, metricCount: number): Promise<StatsTable> {
  const reader = await copyOut(client, `SELECT ${COLUMNS} FROM dimension_stats ORDER BY dimension_id`);
  const stats = emptyStats(new Int32Array(reader.rowsLeft()), metricCount);
  for (let row = 0; reader.next(); row++) {
    if (row % ROWS_AT_ONCE === 0) await immediate();
    stats.dimensionIds[row] = reader.int4();
    stats.atMs[row] = reader.timestamptz();
    stats.baselineFromMs[row] = reader.timestamptz();
    stats.quality[row] = reader.int2();
    stats.venuesAgreeing[row] = reader.int2();
    stats.venuesListing[row] = reader.int2();
    stats.freshness[row] = reader.int2();
    const start = row * metricCount;
    reader.float8Array(stats.latest, start, metricCount);
    for (const field of STATE) reader.elements(stats[field], start, metricCount);
  }
  return stats;
}

/**
 * Replaces the whole table, since each collection moves the ranks of all: deleting and copying in costs half of
 * copying to a staging table and updating from it. Run inside the collection's transaction, under its fence.
 */
export async function writeStats(client: ClientBase, stats: StatsTable): Promise<void> {
  await clearStats(client, stats.dimensionIds);
  await appendStats(client, stats);
}

/** The first half of it: empties the table, which will have rows of these dimensions. Sent before this returns. */
export async function clearStats(client: ClientBase, dimensionIds: Int32Array): Promise<void> {
  await client.query(
    `WITH gone AS (DELETE FROM dimension_stats RETURNING dimension_id, at)
     UPDATE dimension d SET last_seen_at = gone.at FROM gone
     WHERE d.id = gone.dimension_id AND NOT d.id = ANY($1)`,
    [Array.from(dimensionIds)],
  );
}

/** The second half of it. */
export function appendStats(client: ClientBase, stats: StatsTable): Promise<void> {
  return encode(stats).send(client, `dimension_stats (${COLUMNS})`);
}

function encode(stats: StatsTable): CopyWriter {
  const rows = new CopyWriter();
  for (let row = 0; row < stats.dimensionIds.length; row++) {
    rows
      .row(8 + STATE.length)
      .int4(stats.dimensionIds[row] ?? 0)
      .timestamptz(stats.atMs[row] ?? 0)
      .timestamptz(stats.baselineFromMs[row] ?? 0)
      .int2(stats.quality[row] ?? 0)
      .int2(stats.venuesAgreeing[row] ?? 0)
      .int2(stats.venuesListing[row] ?? 0)
      .int2(stats.freshness[row] ?? 0);
    const start = row * stats.metricCount;
    rows.float8Array(stats.latest, start, stats.metricCount);
    for (const field of STATE) rows.elements(stats[field], start, stats.metricCount);
  }
  return rows;
}
