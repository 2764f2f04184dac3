import type { ClientBase } from 'pg';
import { z } from 'zod';
import { addressKey, readableAddress } from '@/lib/model/email-address';
import {
  blockHeaders,
  blockUrl,
  confirmUrl,
  isSilenced,
  manageUrl,
  unsubscribeHeaders,
  unsubscribeUrl,
} from '@/lib/outbox';
import { withTransaction } from '@/lib/platform/database';
import { addressSchema } from './address';
import { DEFAULT_WATCH } from './default-watch';
import type { MailingDeps } from './deps';
import { limitKey } from './limits';
import { countEmail } from './recipient-limit';
import { ROW, type Row } from './row';
import { keepIf } from './send';
import { addSignUp } from './sign-ups';
import { timeZoneSchema } from './time-zone';
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
 * Stores one request and sends the email whose link confirms it: this request's watches and time zone, and nothing that
 * anybody else asked for. At most three such emails a day reach a mailbox; a request beyond that leaves nothing behind.
 * Neither what it does nor how long that takes depends on whether the address is known: the same statements run, both
 * emails are composed, and what is not to be sent is written and rolled back. `isKnown` tells names of metrics and
 * markets from other text, which no email repeats.
 */
export async function subscribe(
  deps: MailingDeps,
  { email, watches, timeZone }: SignUp,
  isKnown: (name: string) => boolean,
): Promise<void> {
  const asked = joinWatches([], watches.length === 0 ? [DEFAULT_WATCH] : watches);
  const recipient = limitKey(deps.secret, email);
  await withTransaction(deps.pool, (client) =>
    keepIf(client, async () => {
      const row = await upsert(client, deps, email, addressKey(email));
      const isStopped = await isSilenced(client, row.email);
      const signUp = await addSignUp(client, row.id, { watches: asked, timeZone }, deps.nowMs);
      const props = {
        email: readableAddress(row.email),
        watches: asked,
        isKnown: (name: string) => name === DEFAULT_WATCH.metric || isKnown(name),
        timeZone,
        confirmUrl: confirmUrl(deps, { id: row.id, version: row.version, signUp }),
        manageUrl: manageUrl(deps, row),
        unsubscribeUrl: unsubscribeUrl(deps, row),
        blockUrl: blockUrl(deps, recipient),
      };
      const [first, again] = await Promise.all([
        deps.mails.confirmation(props),
        deps.mails.alreadySubscribed(props),
      ]);
      // Whose alerts bounced starts them again by the same link as a newcomer.
      const isSubscribed = row.status === 'confirmed' && !isStopped;
      const message = {
        kind: 'confirmation',
        priority: 0,
        to: row.email,
        ...(isSubscribed ? again : first),
        headers: isSubscribed ? unsubscribeHeaders(deps, row) : blockHeaders(deps, recipient),
      };
      await deps.enqueue(client, [message], deps.nowMs);
      return countEmail(client, recipient, deps.nowMs);
    }),
  );
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
