import type { Pool } from 'pg';
import { DEFAULT_WATCH } from '@/lib/subscribers/default-watch';

/** To whom the demo's alerts are mailed: to nobody outside, but to be seen at /mailbox. */
export const DEMO_READER = 'reader@demo.example';

/** Enters a confirmed address with the usual watch; a second time changes nothing. */
export async function enterReader(pool: Pool, nowMs: number): Promise<void> {
  const { metric, dimension, threshold, direction } = DEFAULT_WATCH;
  await pool.query(
    `WITH reader AS (
       INSERT INTO subscriber (email, email_key, status, since, confirmed_at) VALUES ($1, $1, 'confirmed', $2, $2)
       ON CONFLICT (email_key) DO NOTHING RETURNING id)
     INSERT INTO watch (subscriber_id, metric, dimension, threshold, direction)
     SELECT id, $3, $4, $5, $6 FROM reader`,
    [DEMO_READER, new Date(nowMs), metric, dimension, threshold, direction],
  );
}
