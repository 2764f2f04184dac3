import { z } from 'zod';
import { withdrawMails } from '@/lib/outbox';
import { withTransaction } from '@/lib/platform/database';
import type { Deps } from './deps';
import { openBlockLink, openLink } from './opened';
import { blockRecipient } from './recipient-limit';
import { lockOwner } from './row';
import { removeSignUps } from './sign-ups';

export const unsubscribedSchema = z
  .object({
    status: z.enum(['unsubscribed', 'blocked']).meta({
      description:
        '`unsubscribed`: the address gets no more alerts. `blocked`: its mailbox gets no more emails about sign-ups ' +
        'and removals for 90 days; alerts go on.',
    }),
  })
  .meta({ id: 'Unsubscribed', description: 'What the link of the email ended.' });

type Unsubscribed = z.output<typeof unsubscribedSchema>;

/**
 * Ends what the link's own email says it ends: alerts to an address with those that wait (an address that was never
 * confirmed is deleted), or emails that anybody can cause. A second time it changes nothing. Throws HttpProblem
 * `not-found` or `gone`.
 */
export async function unsubscribe(deps: Deps, token: string): Promise<Unsubscribed> {
  const recipient = openBlockLink(deps, token);
  if (recipient !== null) {
    await withTransaction(deps.pool, (client) => blockRecipient(client, recipient, deps.nowMs));
    return { status: 'blocked' };
  }
  const owner = openLink(deps, ['unsubscribe', 'manage'], token);
  await withTransaction(deps.pool, async (client) => {
    const row = await lockOwner(client, owner);
    if (row === null) return;
    if (row.status === 'pending') await client.query('DELETE FROM subscriber WHERE id = $1', [row.id]);
    else {
      await client.query(`UPDATE subscriber SET status = 'silenced', pending_watches = NULL WHERE id = $1`, [
        row.id,
      ]);
      await removeSignUps(client, row.id);
      await withdrawMails(client, row.email);
    }
  });
  return { status: 'unsubscribed' };
}
