import type { ClientBase } from 'pg';
import { HOUR_MS } from '@/lib/model/time';

const WINDOW_MS = 24 * HOUR_MS;
const BLOCK_MS = 90 * 24 * HOUR_MS;

/** Emails a day that anybody can cause to one mailbox, of all kinds together. */
export const MAX_EMAILS_A_DAY = 3;

/**
 * Counts one more email to a mailbox, and returns whether it may be sent. Requests for the same mailbox wait for each
 * other until the caller's transaction ends, so that no number of them at once gets past the limit.
 */
export async function countEmail(client: ClientBase, recipient: string, nowMs: number): Promise<boolean> {
  const { rowCount } = await client.query(
    `INSERT INTO recipient_limit AS known (recipient, sent_at) VALUES ($1, ARRAY[$2::timestamptz])
     ON CONFLICT (recipient) DO UPDATE
       SET sent_at = ARRAY(SELECT at FROM unnest(known.sent_at) AS at WHERE at > $3 AND at <= $2) || $2::timestamptz
       WHERE (known.blocked_until IS NULL OR known.blocked_until <= $2)
         AND (SELECT count(*) FROM unnest(known.sent_at) AS at WHERE at > $3 AND at <= $2) < $4`,
    [recipient, new Date(nowMs), new Date(nowMs - WINDOW_MS), MAX_EMAILS_A_DAY],
  );
  return rowCount === 1;
}

/** Stops emails that anybody can cause to a mailbox, for 90 days from now. */
export async function blockRecipient(client: ClientBase, recipient: string, nowMs: number): Promise<void> {
  await client.query(
    `INSERT INTO recipient_limit (recipient, sent_at, blocked_until) VALUES ($1, '{}', $2)
     ON CONFLICT (recipient) DO UPDATE SET blocked_until = excluded.blocked_until`,
    [recipient, new Date(nowMs + BLOCK_MS)],
  );
}

/** Deletes what limits nobody any more, at most `maxRows`. */
export async function removeOldLimits(client: ClientBase, nowMs: number, maxRows: number): Promise<void> {
  await client.query(
    `DELETE FROM recipient_limit WHERE recipient = ANY (ARRAY(
       SELECT recipient FROM recipient_limit
       WHERE coalesce(blocked_until, '-infinity') <= $1 AND NOT EXISTS (SELECT FROM unnest(sent_at) AS at WHERE at > $2)
       LIMIT $3 FOR UPDATE SKIP LOCKED))`,
    [new Date(nowMs), new Date(nowMs - WINDOW_MS), maxRows],
  );
}
