import type { Pool } from 'pg';
import { withTransaction } from '@/lib/db';

const TIMEOUT_MS = 120_000;

/**
 * Makes the index over `observation.at` exact again. A BRIN range only ever widens: once new rows fill the room
 * of deleted ones it would claim to hold both, and every read of one slot would read the whole table.
 */
export async function refreshObservationIndex(pool: Pool): Promise<void> {
  await withTransaction(
    pool,
    async (client) => {
      await client.query(
        `SELECT brin_desummarize_range('observation_at_brin', block)
         FROM generate_series(0, pg_relation_size('observation') / current_setting('block_size')::int - 1, 16) AS block`,
      );
      await client.query(`SELECT brin_summarize_new_values('observation_at_brin')`);
    },
    TIMEOUT_MS,
  );
}
