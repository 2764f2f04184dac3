import { z } from 'zod';
import { withTransaction } from '@/lib/db';
import { withdrawMails } from '@/lib/outbox';
import type { Deps } from './deps';
import { openLink } from './opened';
import { lockOwner } from './row';

export const unsubscribedSchema = z
  .object({ status: z.literal('unsubscribed') })
  .meta({ id: 'Unsubscribed', description: 'The address gets no more mail.' });

/**
 * Ends the mails to an address, also those that wait: at once, and again without effect. An address that was never confirmed is deleted.
 * Throws HttpProblem `not-found` or `gone`.
 */
export async function unsubscribe(deps: Deps, token: string): Promise<z.output<typeof unsubscribedSchema>> {
  const owner = openLink(deps, ['unsubscribe', 'manage'], token);
  await withTransaction(deps.pool, async (client) => {
    const row = await lockOwner(client, owner);
    if (row === null) return;
    if (row.status === 'pending') await client.query('DELETE FROM subscriber WHERE id = $1', [row.id]);
    else {
      await client.query(`UPDATE subscriber SET status = 'silenced', pending_watches = NULL WHERE id = $1`, [
        row.id,
      ]);
      await withdrawMails(client, row.email);
    }
  });
  return { status: 'unsubscribed' };
}
