import type { ComposeAlertMail } from '@/lib/alerts';
import { type CollectOutcome, collect } from '@/lib/collect';
import { env } from '@/lib/platform/env';
import { alertMailing } from '@/lib/subscribers';

/** One collection, with its mails about alerts, in this thread. */
export function collectInPlace(): Promise<CollectOutcome> {
  const { appSecret: secret, appUrl } = env();
  // Without it no link in a mail could be signed.
  return collect(secret === undefined ? null : alertMailing({ secret, appUrl }, composeWhenNeeded));
}

/** What writes mails is loaded with the first one: 20 MB that a collection without alerts does not need. */
const composeWhenNeeded: ComposeAlertMail = async (...mail) => {
  const { composeAlertMail } = await import('@/lib/outbox/messages');
  return composeAlertMail(...mail);
};
