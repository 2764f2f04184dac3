import { headers } from 'next/headers';
import { notFound } from 'next/navigation';
import { canReadMailbox, HttpProblem } from '@/lib/http';
import { env } from '@/lib/platform/env';

/**
 * Renders the not-found page unless this request may read the mailbox, and where emails leave. The proxy has answered
 * strangers before; the pages do not rely on its list of paths.
 */
export async function requireMailboxReader(): Promise<void> {
  const settings = env();
  const request = new Request('http://page.invalid/mailbox', { headers: await headers() });
  const canRead =
    !settings.emails.areSent &&
    (await canReadMailbox(request, settings, Date.now()).catch((error: unknown) => {
      if (error instanceof HttpProblem) return false;
      throw error;
    }));
  if (!canRead) notFound();
}
