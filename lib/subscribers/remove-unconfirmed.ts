import type { Pool } from 'pg';
import { withTransaction } from '@/lib/platform/database';
import { removeOldLimits } from './recipient-limit';

const KEPT_MS = 48 * 3_600_000;
const BATCH_ROWS = 10_000;

/**
 * Deletes the addresses that nobody confirmed within 48 h, requests as old, and counts that limit nobody any more; at
 * most 10,000 of each a call. Returns how many addresses.
 */
export async function removeUnconfirmed(pool: Pool, nowMs: number): Promise<number> {
  return withTransaction(pool, async (client) => {
    await client.query(
      `DELETE FROM rate_limit WHERE ctid = ANY (ARRAY(
         SELECT ctid FROM rate_limit WHERE expire < $1 LIMIT ${BATCH_ROWS}))`,
      [nowMs - 3_600_000],
    );
    await removeOldLimits(client, nowMs, BATCH_ROWS);
    await client.query(
      `DELETE FROM sign_up WHERE id = ANY (ARRAY(SELECT id FROM sign_up WHERE created_at < $1 LIMIT ${BATCH_ROWS}))`,
      [new Date(nowMs - KEPT_MS)],
    );
    const { rowCount } = await client.query(
      `DELETE FROM subscriber WHERE status = 'pending' AND id = ANY (ARRAY(
         SELECT id FROM subscriber WHERE status = 'pending' AND since < $1 LIMIT ${BATCH_ROWS}))`,
      [new Date(nowMs - KEPT_MS)],
    );
    return rowCount ?? 0;
  });
}
