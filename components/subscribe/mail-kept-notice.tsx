import { env } from '@/lib/env';

/** That mails stay here, and where: only while no RESEND_API_KEY is set. */
export function MailKeptNotice() {
  if (env().resendApiKey !== undefined) return null;
  return (
    <p className="mt-1 text-warn">
      No mail leaves this installation (RESEND_API_KEY is not set): what it would send is in the{' '}
      <a href="/mailbox" className="underline underline-offset-2">
        local mailbox
      </a>
      .
    </p>
  );
}
