import { z } from 'zod';
import { endSilence, manageUrl } from '@/lib/outbox';
import { withTransaction } from '@/lib/platform/database';
import type { Deps } from './deps';
import { linkEnded, openLink } from './opened';
import { lockOwner, watchesOf, writeWatches } from './row';
import { markConfirmed, requestOf } from './sign-ups';
import { joinWatches } from './watch';

export const confirmedSchema = z
  .object({
    status: z.literal('confirmed'),
    manage: z.url().meta({ description: 'Where the watches are read and changed.' }),
  })
  .meta({ id: 'Confirmed' });

/**
 * Confirms an address and adds the watches of the one request that the link was made for; what others asked for stays
 * unconfirmed, what was confirmed before stays as it is. The link has arrived, so an earlier bounce no longer counts. A
 * second time it changes nothing. Throws HttpProblem
 * `not-found` or `gone`, also where the address was unsubscribed since: then only a new sign-up counts.
 */
export async function confirm(deps: Deps, token: string): Promise<z.output<typeof confirmedSchema>> {
  const owner = openLink(deps, 'confirm', token);
  await withTransaction(deps.pool, async (client) => {
    const row = await lockOwner(client, owner);
    if (row === null) throw linkEnded();
    const request = await requestOf(client, row, owner);
    if (request === null) throw linkEnded();
    if (request.isConfirmed) return;
    await endSilence(client, row.email);
    await writeWatches(client, row.id, joinWatches(await watchesOf(client, row.id), request.watches));
    const timeZone = row.status === 'pending' ? request.timeZone : row.timeZone;
    await client.query(
      `UPDATE subscriber SET status = 'confirmed', time_zone = $2, confirmed_at = coalesce(confirmed_at, $3)
       WHERE id = $1`,
      [row.id, timeZone, new Date(deps.nowMs)],
    );
    if (owner.signUp !== undefined) await markConfirmed(client, owner.signUp, deps.nowMs);
    else await client.query('UPDATE subscriber SET pending_watches = NULL WHERE id = $1', [row.id]);
  });
  const { id, version } = owner;
  return { status: 'confirmed', manage: manageUrl(deps, { id, version }) };
}
