import type { ClientBase, Pool } from 'pg';
import { z } from 'zod';
import { HttpProblem } from '@/lib/http';
import { readableAddress } from '@/lib/model/email-address';
import { targetKey } from '@/lib/model/market-pattern';
import { marketText } from '@/lib/model/name-schema';
import { DAY_MS } from '@/lib/model/time';
import { withTransaction } from '@/lib/platform/database';
import type { Deps } from './deps';
import { linkEnded, openLink } from './opened';
import { findOwner, lockOwner } from './row';

/** Of one subscriber. */
const MAX_MUTES = 500;

const SAY_DIMENSION =
  'send the name of a market, such as "kraken:BTC-USD", a coin, such as "BTC", or a pair, such as "BTC-USDT"';

/** What `POST /emails/mutes` takes. */
export const muteSchema = z
  .strictObject({
    dimension: marketText(SAY_DIMENSION).meta({
      description: 'A market (`kraken:BTC-USD`), a coin, a pair or an exchange, as watches name them.',
      example: '*:BTC-*',
    }),
    for: z
      .enum(['day', 'ever', 'none'], 'send "day", "ever", or "none" to unmute')
      .meta({ description: 'A day from now, for ever, or no longer (`none`).' }),
  })
  .meta({ id: 'NewMute' });

export const keptMuteSchema = z
  .object({
    dimension: z.string(),
    until: z.iso.datetime().nullable().meta({ description: 'Null: for ever.' }),
  })
  .meta({ id: 'Mute', description: 'A market, or a whole base, of which no mail is sent.' });

export type Mute = z.output<typeof keptMuteSchema>;

export const mutesSchema = z
  .object({ email: z.string(), mutes: z.array(keptMuteSchema) })
  .meta({ id: 'Mutes', description: 'What an address has muted, by name.' });

export type Mutes = z.output<typeof mutesSchema>;

const PURPOSES = ['mute', 'manage'] as const;

/** Returns what the holder of a link has muted. Throws HttpProblem `not-found` or `gone`. */
export async function getMutes(deps: Deps, token: string): Promise<Mutes> {
  const row = await findOwner(deps.pool, openLink(deps, PURPOSES, token));
  if (row === null) throw linkEnded();
  return { email: readableAddress(row.email), mutes: await mutesOf(deps.pool, row.id, deps.nowMs) };
}

/**
 * Mutes a market or a base for a day from now or for ever, or ends that. A second time it changes nothing but the time.
 * Throws HttpProblem as `getMutes`, and `bad-request` beyond 500 of them.
 */
export async function setMute(
  deps: Deps,
  token: string,
  { dimension, for: lasting }: z.output<typeof muteSchema>,
): Promise<Mutes> {
  const owner = openLink(deps, PURPOSES, token);
  return withTransaction(deps.pool, async (client) => {
    const row = await lockOwner(client, owner);
    if (row === null) throw linkEnded();
    // Releases before stored names as they were typed.
    const before = (await mutesOf(client, row.id, deps.nowMs)).map((mute) => mute.dimension);
    const same = before.filter((name) => targetKey(name) === targetKey(dimension));
    await client.query('DELETE FROM mute WHERE subscriber_id = $1 AND (dimension = ANY($2) OR until <= $3)', [
      row.id,
      [dimension, ...same],
      new Date(deps.nowMs),
    ]);
    if (lasting !== 'none') {
      const until = lasting === 'day' ? new Date(deps.nowMs + DAY_MS) : null;
      await client.query('INSERT INTO mute (subscriber_id, dimension, until) VALUES ($1, $2, $3)', [
        row.id,
        dimension,
        until,
      ]);
    }
    const mutes = await mutesOf(client, row.id, deps.nowMs);
    if (mutes.length > MAX_MUTES) {
      throw new HttpProblem('bad-request', `Mute ${MAX_MUTES} at most: mute whole bases, or end some first.`);
    }
    return { email: readableAddress(row.email), mutes };
  });
}

/** Those that hold now, by name. */
export async function mutesOf(
  database: Pool | ClientBase,
  subscriberId: number,
  nowMs: number,
): Promise<Mute[]> {
  const { rows } = await database.query<{ dimension: string; until: Date | null }>(
    `SELECT dimension, until FROM mute WHERE subscriber_id = $1 AND (until IS NULL OR until > $2)
     ORDER BY dimension COLLATE "C"`,
    [subscriberId, new Date(nowMs)],
  );
  return rows.map(({ dimension, until }) => ({ dimension, until: until?.toISOString() ?? null }));
}
