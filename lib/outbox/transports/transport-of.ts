import { type Env, SettingError } from '@/lib/env';
import type { Transport } from '@/lib/outbox/transport';
import { mailboxTransport } from './mailbox';
import { resendTransport } from './resend';

type MailSettings = Pick<Env, 'resendApiKey' | 'resendBaseUrl' | 'resendRequestsPerSecond' | 'mailFrom'>;

/** How mails leave by these settings: by Resend with a key of it, else not at all, into the local mailbox. */
export function transportOf(settings: MailSettings): Transport {
  const { resendApiKey, resendBaseUrl, resendRequestsPerSecond, mailFrom } = settings;
  if (resendApiKey === undefined) return mailboxTransport(mailFrom);
  if (mailFrom === undefined) {
    throw new SettingError(
      'MAIL_FROM is missing: write whom the mails come from, such as MAIL_FROM=alerts@example.com',
    );
  }
  return resendTransport({
    apiKey: resendApiKey,
    from: mailFrom,
    baseUrl: resendBaseUrl,
    requestsPerSecond: resendRequestsPerSecond,
  });
}
