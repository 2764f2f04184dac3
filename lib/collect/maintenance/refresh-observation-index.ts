import type { Pool } from 'pg';
import { withTransaction } from '@/lib/platform/database';

const TIMEOUT_MS = 120_000;

/** A new one takes a 3,000th of its table. */
const GROWN_BYTES = `1000000 + pg_relation_size('observation') / 400`;

/**
 * Makes the index over `observation.at` exact again. A BRIN range only ever widens: once new rows fill the room
 * of deleted ones it would claim to hold both, and every read of one slot would read the whole table. Postgres loses
 * some of the room of ranges that are summarized anew, some megabytes a month: an index larger than `grownBytes` (SQL)
 * is made anew, which keeps others from the table for as long as one reads it.
 */
export async function refreshObservationIndex(pool: Pool, grownBytes = GROWN_BYTES): Promise<void> {
  await withTransaction(
    pool,
    async (client) => {
      const { rows } = await client.query<{ grown: boolean }>(
        `SELECT pg_relation_size('observation_at_brin') > ${grownBytes} AS grown`,
      );
      if (rows[0]?.grown) {
        await client.query('REINDEX INDEX observation_at_brin');
        return;
      }
      await client.query(
        `SELECT brin_desummarize_range('observation_at_brin', block)
         FROM generate_series(0, pg_relation_size('observation') / current_setting('block_size')::int - 1, 16) AS block`,
      );
      await client.query(`SELECT brin_summarize_new_values('observation_at_brin')`);
    },
    TIMEOUT_MS,
  );
}
