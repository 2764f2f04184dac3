import { z } from 'zod';
import { addressKey, readableAddress } from '@/lib/model/email-address';
import { blockHeaders, blockUrl, forgetAddress, removeUrl } from '@/lib/outbox';
import { withTransaction } from '@/lib/platform/database';
import { addressSchema } from './address';
import type { Deps, MailingDeps } from './deps';
import { limitKey } from './limits';
import { openLink } from './opened';
import { countEmail } from './recipient-limit';
import { ROW, type Row } from './row';
import { keepIf } from './send';

export const removalSchema = z.strictObject({ email: addressSchema }).meta({ id: 'Removal' });

export const removedSchema = z
  .object({ status: z.literal('removed') })
  .meta({ id: 'Removed', description: 'Nothing of the address is kept.' });

/** Stands in for an unknown address, so that its mail is composed as any other; no subscriber has this id. */
const NOBODY = { id: 2_147_483_647, version: 1 };

/**
 * Sends the email with which its owner removes an address; it counts among the three a day that `subscribe` sends.
 * Unknown addresses get none, and neither the answer nor its time shows it, as in `subscribe`.
 */
export async function askRemoval(deps: MailingDeps, email: string): Promise<void> {
  const recipient = limitKey(deps.secret, email);
  await withTransaction(deps.pool, (client) =>
    keepIf(client, async () => {
      const sql = `SELECT ${ROW} FROM subscriber WHERE email_key = $1`;
      const row = (await client.query<Row>(sql, [addressKey(email)])).rows[0];
      const to = row?.email ?? email;
      const props = {
        email: readableAddress(to),
        removeUrl: removeUrl(deps, row ?? NOBODY),
        blockUrl: blockUrl(deps, recipient),
      };
      const composed = await deps.mails.removal(props);
      const headers = blockHeaders(deps, recipient);
      await deps.enqueue(client, [{ kind: 'removal', priority: 0, to, ...composed, headers }], deps.nowMs);
      return (await countEmail(client, recipient, deps.nowMs)) && row !== undefined;
    }),
  );
}

/** Deletes everything of the holder of a link; a second time there is nothing left to do. Throws HttpProblem. */
export async function removeByLink(deps: Deps, token: string): Promise<z.output<typeof removedSchema>> {
  const { id, version } = openLink(deps, ['remove', 'manage'], token);
  await withTransaction(deps.pool, async (client) => {
    const sql = 'DELETE FROM subscriber WHERE id = $1 AND version = $2 RETURNING email';
    const gone = (await client.query<{ email: string }>(sql, [id, version])).rows[0];
    if (gone !== undefined) await forgetAddress(client, gone.email);
  });
  return { status: 'removed' };
}

/** Deletes everything of an address, for the operator. */
export async function removeNow({ pool }: Pick<Deps, 'pool'>, email: string): Promise<void> {
  await withTransaction(pool, async (client) => {
    await client.query('DELETE FROM subscriber WHERE email_key = $1', [addressKey(email)]);
    await forgetAddress(client, email);
  });
}
