import { z } from 'zod';
import { withTransaction } from '@/lib/db';
import { forgetMails } from '@/lib/outbox';
import { addressKey, addressSchema } from './address';
import type { Deps, MailingDeps } from './deps';
import { mayMail } from './limits';
import { openLink } from './opened';
import { ROW, type Row } from './row';
import { sendOrUndo } from './send';
import { removeUrl, unsubscribeHeaders } from './urls';

export const removalSchema = z.strictObject({ email: addressSchema }).meta({ id: 'Removal' });

export const removedSchema = z
  .object({ status: z.literal('removed') })
  .meta({ id: 'Removed', description: 'Nothing of the address is kept.' });

/** Stands in for an unknown address, so that its mail is composed as any other; no subscriber has this id. */
const NOBODY = { id: 2_147_483_647, version: 1 };

/**
 * Sends the mail with which its owner removes an address, one in ten minutes. Strangers get none; and nothing tells
 * whoever asked, as in `subscribe`.
 */
export async function askRemoval(deps: MailingDeps, email: string): Promise<void> {
  const key = addressKey(email);
  await withTransaction(deps.pool, async (client) => {
    const sql = `SELECT ${ROW} FROM subscriber WHERE email_key = $1`;
    const row = (await client.query<Row>(sql, [key])).rows[0];
    const owner = row ?? NOBODY;
    const mail = await deps.mails.removal({ email: row?.email ?? email, removeUrl: removeUrl(deps, owner) });
    const isDue = await mayMail(client, 'removal', deps.secret, key);
    const message = {
      kind: 'removal',
      priority: 0,
      to: row?.email ?? email,
      ...mail,
      headers: unsubscribeHeaders(deps, owner),
    };
    await sendOrUndo(client, deps, message, isDue && row !== undefined);
  });
}

/** Deletes everything of the holder of a link; a second time there is nothing left to do. Throws HttpProblem. */
export async function removeByLink(deps: Deps, token: string): Promise<z.output<typeof removedSchema>> {
  const { id, version } = openLink(deps, ['remove', 'manage'], token);
  await withTransaction(deps.pool, async (client) => {
    const sql = 'DELETE FROM subscriber WHERE id = $1 AND version = $2 RETURNING email';
    const gone = (await client.query<{ email: string }>(sql, [id, version])).rows[0];
    if (gone !== undefined) await forgetMails(client, gone.email);
  });
  return { status: 'removed' };
}

/** Deletes everything of an address, for the operator. */
export async function removeNow({ pool }: Pick<Deps, 'pool'>, email: string): Promise<void> {
  await withTransaction(pool, async (client) => {
    await client.query('DELETE FROM subscriber WHERE email_key = $1', [addressKey(email)]);
    await forgetMails(client, email);
  });
}
