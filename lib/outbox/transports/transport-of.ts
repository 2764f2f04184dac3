import type { Transport } from '@/lib/outbox/transport';
import { type Env, SettingError } from '@/lib/platform/env';
import { mailboxTransport } from './mailbox';
import { resendTransport } from './resend';

type MailSettings = Pick<
  Env,
  'emails' | 'resendApiKey' | 'resendBaseUrl' | 'resendRequestsPerSecond' | 'mailFrom'
>;

/** Returns how emails leave by these settings: by Resend, or not at all and into the local mailbox. Throws SettingError. */
export function transportOf(settings: MailSettings): Transport {
  const { emails, resendApiKey, resendBaseUrl, resendRequestsPerSecond, mailFrom } = settings;
  if (resendApiKey === undefined || !emails.areSent) return mailboxTransport(mailFrom);
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
