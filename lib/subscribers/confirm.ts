import { z } from 'zod';
import { withTransaction } from '@/lib/db';
import type { Deps } from './deps';
import { linkEnded, openLink } from './opened';
import { lockOwner, watchesOf, writeWatches } from './row';
import { manageUrl } from './urls';
import { joinWatches } from './watch';

export const confirmedSchema = z
  .object({
    status: z.literal('confirmed'),
    manage: z.url().meta({ description: 'Where the watches are read and changed.' }),
  })
  .meta({ id: 'Confirmed' });

/**
 * Confirms an address and adds what it had asked for; a second time it changes nothing. Throws HttpProblem
 * `not-found` or `gone`, also where the address has left since: then only a new sign-up counts.
 */
export async function confirm(deps: Deps, token: string): Promise<z.output<typeof confirmedSchema>> {
  const owner = openLink(deps, 'confirm', token);
  await withTransaction(deps.pool, async (client) => {
    const row = await lockOwner(client, owner);
    if (row === null) throw linkEnded();
    if (row.pendingWatches === null) {
      if (row.status === 'confirmed') return;
      throw linkEnded();
    }
    await writeWatches(client, row.id, joinWatches(await watchesOf(client, row.id), row.pendingWatches));
    await client.query(
      `UPDATE subscriber SET status = 'confirmed', pending_watches = NULL,
         confirmed_at = coalesce(confirmed_at, $2) WHERE id = $1`,
      [row.id, new Date(deps.nowMs)],
    );
  });
  return { status: 'confirmed', manage: manageUrl(deps, owner) };
}
