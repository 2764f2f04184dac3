import type { Pool } from 'pg';
import { withTransaction } from '@/lib/platform/database';

/** What tells a row's age. */
const AGE_COLUMN = {
  observation: 'at',
  rollup_hour: 'hour',
  rolled_hour: 'hour',
  rejection: 'at',
  collection: 'slot',
  lease: 'expires_at',
  episode: 'ended_at',
  mailbox_message: 'at',
  message: 'settled_at',
  message_batch: 'settled_at',
  webhook_event: 'received_at',
  // One whose series never returned is over, though nobody saw how it ended.
  alert: 'coalesce(resolved_at, stale_at)',
  alert_mail: 'at',
  notification: 'at',
  watched_series: 'stale_at',
} as const;

const BATCH_ROWS = 20_000;
/** Together a million rows a call: more would outlive a function's time, and the next call goes on. */
const MAX_BATCHES = 50;

/** Deletes the rows older than `before`, each batch a transaction of its own, so that no lock is held for long. */
export async function deleteInBatches(
  pool: Pool,
  table: keyof typeof AGE_COLUMN,
  before: Date,
  batchRows = BATCH_ROWS,
): Promise<{ deleted: number; more: boolean }> {
  // By row address, since no table has an index that finds a limited number of old rows.
  const sql = `DELETE FROM ${table} WHERE ctid = ANY (ARRAY(
    SELECT ctid FROM ${table} WHERE ${AGE_COLUMN[table]} < $1 LIMIT $2))`;
  let deleted = 0;
  for (let batch = 0; batch < MAX_BATCHES; batch++) {
    const { rowCount } = await withTransaction(pool, (client) => client.query(sql, [before, batchRows]));
    deleted += rowCount ?? 0;
    if ((rowCount ?? 0) < batchRows) return { deleted, more: false };
  }
  return { deleted, more: true };
}
