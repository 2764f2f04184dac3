import type { ClientBase, Pool } from 'pg';
import { withTransaction } from '@/lib/platform/database';
import type { Notice } from './notice';

/** A notice that waits, and to whom it goes. */
export interface WaitingNotice extends Notice {
  id: number;
  recipient: string;
}

/**
 * Hands every notice that has a recipient to `post`, and takes it out of the local mailbox in the same transaction:
 * none is lost, none is handed over twice. Notices of a time without an OPERATOR_EMAIL stay. Answers how many went.
 */
export function postNotices(
  database: Pool,
  post: (client: ClientBase, notice: WaitingNotice) => Promise<void>,
): Promise<number> {
  return withTransaction(database, async (client) => {
    const { rows } = await client.query<WaitingNotice>(
      `DELETE FROM mailbox_message WHERE id IN
         (SELECT id FROM mailbox_message WHERE recipient IS NOT NULL FOR UPDATE SKIP LOCKED)
       RETURNING id, recipient, subject, text`,
    );
    for (const notice of rows.sort((a, b) => a.id - b.id)) await post(client, notice);
    return rows.length;
  });
}
