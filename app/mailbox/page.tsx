import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { connection } from 'next/server';
import { MailList } from '@/components/mailbox/mail-list';
import { Notice } from '@/components/ui/notice';
import { env } from '@/lib/env';
import { listMails } from '@/lib/outbox';

export const metadata: Metadata = { title: 'Mailbox', robots: { index: false } };

export const instant = false;

export default async function MailboxPage() {
  await connection();
  if (env().resendApiKey !== undefined) notFound();
  const mails = await listMails();
  return (
    <div className="page py-6">
      <h1 className="text-xl font-semibold tracking-tight">Mailbox</h1>
      <p className="mt-2 max-w-prose text-muted">
        No mail leaves this server, since no RESEND_API_KEY is set. What it would have sent is here, for
        whoever sits at its machine or has the admin token.
      </p>
      {mails.length === 0 ? (
        <Notice title="No mail yet">
          <p>Sign up on the front page, and the mail to confirm it is here within seconds.</p>
        </Notice>
      ) : (
        <MailList mails={mails} nowMs={Date.now()} />
      )}
    </div>
  );
}
