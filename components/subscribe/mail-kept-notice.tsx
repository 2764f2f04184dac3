import { env } from '@/lib/platform/env';

/** Says that emails stay here, and where. */
export function MailKeptNotice() {
  if (env().emails.areSent) return null;
  return (
    <p className="mt-1 text-warn">
      Email isn't set up on this server. Alerts go to the{' '}
      <a href="/mailbox" className="underline underline-offset-2">
        local mailbox
      </a>
      .
    </p>
  );
}
