import type { Pool } from 'pg';
import { Resend } from 'resend';
import { z } from 'zod';
import { withTransaction } from '@/lib/platform/database';
import { type SilenceReason, silence } from './silence';

/** What `POST /webhooks/resend` answers. */
export const webhookOutcomeSchema = z
  .object({
    state: z.enum(['silenced', 'ignored', 'known']).meta({
      description:
        '`silenced`: the address gets no alerts until its owner confirms it again. `ignored`: nothing to do. ' +
        '`known`: this call came before, and is not obeyed twice.',
    }),
  })
  .meta({ id: 'WebhookOutcome', description: 'What became of a call of the mail provider.' });

export type WebhookOutcome = z.output<typeof webhookOutcomeSchema>;

/** A call as it came: the three headers that Resend signs by, and the body's very bytes. */
export interface SignedCall {
  id: string;
  timestamp: string;
  signature: string;
  body: string;
}

/** A call that Resend did not sign, or not within the last five minutes. */
export class UnsignedError extends Error {
  override name = 'UnsignedError';
}

const event = z.object({
  type: z.string(),
  data: z.object({
    to: z.array(z.string()).default([]),
    bounce: z.object({ type: z.string(), message: z.string().default('') }).optional(),
  }),
});

/**
 * Obeys a call of Resend once: an address that bounced permanently, complained, or is on Resend's own list of those
 * gets no alerts until its owner confirms it again. Throws UnsignedError. `pool` is asked for only once the signature is known to be good.
 */
export async function obeyWebhook(
  call: SignedCall,
  secret: string,
  pool: () => Pool,
  nowMs = Date.now(),
): Promise<WebhookOutcome> {
  const read = event.safeParse(verified(call, secret));
  const reason = read.success ? reasonOf(read.data) : null;
  if (!read.success || reason === null) return { state: 'ignored' };
  return withTransaction(pool(), async (client) => {
    const { rowCount } = await client.query(
      'INSERT INTO webhook_event (id, received_at) VALUES ($1, $2) ON CONFLICT DO NOTHING',
      [call.id, new Date(nowMs)],
    );
    if (rowCount === 0) return { state: 'known' };
    for (const address of read.data.data.to) await silence(client, address, reason, nowMs);
    return { state: 'silenced' };
  });
}

function verified({ id, timestamp, signature, body }: SignedCall, secret: string): unknown {
  try {
    // The key is not used: nothing is asked of Resend.
    return new Resend('re_unused').webhooks.verify({
      payload: body,
      headers: { id, timestamp, signature },
      webhookSecret: secret,
    });
  } catch (error) {
    throw new UnsignedError(error instanceof Error ? error.message : String(error));
  }
}

/** Why the addresses of an event are silenced, or null. */
function reasonOf({ type, data }: z.output<typeof event>): SilenceReason | null {
  if (type === 'email.complained') return 'complained';
  if (type === 'email.suppressed') return 'suppressed by Resend';
  // `Transient` is a full mailbox, `Undetermined` a bounce that Resend cannot read: neither is the end of an address.
  if (type === 'email.bounced' && data.bounce?.type === 'Permanent') return 'bounced';
  return null;
}
