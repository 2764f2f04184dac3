import type { ClientBase } from 'pg';
import { z } from 'zod';
import { withTransaction } from '@/lib/db';
import { addressKey, addressSchema } from './address';
import { DEFAULT_WATCH } from './default-watch';
import type { MailingDeps } from './deps';
import { mayMail } from './limits';
import { ROW, type Row } from './row';
import { sendOrUndo } from './send';
import { timeZoneSchema } from './time-zone';
import { confirmUrl, manageUrl, unsubscribeHeaders, unsubscribeUrl } from './urls';
import { joinWatches, watchesSchema } from './watch';

/** What a sign-up sends. */
export const signUpSchema = z
  .strictObject({
    email: addressSchema,
    watches: watchesSchema.default([]).meta({ description: 'What to be told of; none: the usual watch.' }),
    timeZone: timeZoneSchema,
  })
  .meta({ id: 'SignUp' });

export type SignUp = z.output<typeof signUpSchema>;

/**
 * Keeps what was asked for until the address confirms it, and sends the mail with which it does: one in ten minutes;
 * what is asked for meanwhile joins. Nothing that it does, and no time that it takes, tells whether the address was
 * known: the same statements, both mails composed, and a mail that is not to be sent is written and taken back.
 */
export async function subscribe(deps: MailingDeps, { email, watches, timeZone }: SignUp): Promise<void> {
  const asked = watches.length === 0 ? [DEFAULT_WATCH] : watches;
  const key = addressKey(email);
  await withTransaction(deps.pool, async (client) => {
    const row = await upsert(client, deps, email, key);
    const pending = joinWatches(row.pendingWatches ?? [], asked);
    await client.query(
      `UPDATE subscriber SET pending_watches = $2,
         time_zone = CASE WHEN status = 'pending' THEN coalesce($3, time_zone) ELSE time_zone END
       WHERE id = $1`,
      [row.id, JSON.stringify(pending), timeZone],
    );
    const links = {
      email: row.email,
      confirmUrl: confirmUrl(deps, row),
      manageUrl: manageUrl(deps, row),
      unsubscribeUrl: unsubscribeUrl(deps, row),
    };
    const [first, again] = await Promise.all([
      deps.mails.confirmation(links),
      deps.mails.alreadySubscribed(links),
    ]);
    const isDue = await mayMail(client, 'confirmation', deps.secret, key);
    const message = {
      kind: 'confirmation',
      priority: 0,
      to: row.email,
      ...(row.status === 'confirmed' ? again : first),
      headers: unsubscribeHeaders(deps, row),
    };
    await sendOrUndo(client, deps, message, isDue);
  });
}

async function upsert(client: ClientBase, deps: MailingDeps, email: string, key: string): Promise<Row> {
  const { rows } = await client.query<Row>(
    `INSERT INTO subscriber AS known (email, email_key, status, since) VALUES ($1, $2, 'pending', $3)
     ON CONFLICT (email_key) DO UPDATE
       SET since = CASE WHEN known.status = 'pending' THEN excluded.since ELSE known.since END
     RETURNING ${ROW}`,
    [email, key, new Date(deps.nowMs)],
  );
  const [row] = rows;
  if (row === undefined) throw new Error('an upsert returned no row');
  return row;
}
