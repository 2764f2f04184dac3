import { z } from 'zod';
import { readableAddress } from '@/lib/model/email-address';
import { withTransaction } from '@/lib/platform/database';
import type { Deps } from './deps';
import { keptMuteSchema, mutesOf } from './mutes';
import { linkEnded, openLink } from './opened';
import { findOwner, lockOwner, watchesOf, writeWatches } from './row';
import { timeZoneSchema } from './time-zone';
import { joinWatches, keptWatchSchema, watchesSchema } from './watch';

/** What `PUT /emails/watches` takes: what there is to be afterwards. */
export const watchListSchema = z
  .strictObject({ watches: watchesSchema, timeZone: timeZoneSchema })
  .meta({ id: 'WatchList' });

export const managedSchema = z
  .object({
    email: z.string(),
    status: z.enum(['pending', 'confirmed', 'silenced']),
    timeZone: z.string().nullable().meta({ description: 'Null: UTC.' }),
    watches: z.array(keptWatchSchema),
    mutes: z.array(keptMuteSchema),
  })
  .meta({ id: 'Managed', description: 'What somebody is told of, and where.' });

export type Managed = z.output<typeof managedSchema>;

/** What the holder of a link to manage may see. Throws HttpProblem `not-found` or `gone`. */
export async function getWatches(deps: Deps, token: string): Promise<Managed> {
  const row = await findOwner(deps.pool, openLink(deps, 'manage', token));
  if (row === null) throw linkEnded();
  const { id, status, timeZone } = row;
  const email = readableAddress(row.email);
  const watches = await watchesOf(deps.pool, id);
  return { email, status, timeZone, watches, mutes: await mutesOf(deps.pool, id, deps.nowMs) };
}

/** Replaces watches and time zone; what says the same twice is kept once. Throws HttpProblem as `getWatches`. */
export async function putWatches(
  deps: Deps,
  token: string,
  { watches, timeZone }: z.output<typeof watchListSchema>,
): Promise<Managed> {
  const owner = openLink(deps, 'manage', token);
  return withTransaction(deps.pool, async (client) => {
    const row = await lockOwner(client, owner);
    if (row === null) throw linkEnded();
    const kept = joinWatches([], watches);
    await writeWatches(client, row.id, kept);
    await client.query('UPDATE subscriber SET time_zone = $2 WHERE id = $1', [row.id, timeZone]);
    const mutes = await mutesOf(client, row.id, deps.nowMs);
    return { email: readableAddress(row.email), status: row.status, timeZone, watches: kept, mutes };
  });
}
