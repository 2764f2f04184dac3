import { composeAlertMail } from '@/components/emails';
import { type CollectOutcome, collect } from '@/lib/collect';
import { env } from '@/lib/env';
import { alertMailing } from '@/lib/subscribers';

/** One collection, with its mails about alerts, in this thread. */
export function collectInPlace(): Promise<CollectOutcome> {
  const { appSecret: secret, appUrl } = env();
  // Without it no link in a mail could be signed.
  return collect(secret === undefined ? null : alertMailing({ secret, appUrl }, composeAlertMail));
}
