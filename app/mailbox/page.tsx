import type { Metadata } from 'next';
import { connection } from 'next/server';
import { MailList } from '@/components/mailbox/mail-list';
import { requireMailboxReader } from '@/components/mailbox/require-reader';
import { Notice } from '@/components/ui/notice';
import { listMails } from '@/lib/outbox';
import { env } from '@/lib/platform/env';

export const metadata: Metadata = { title: 'Mailbox', robots: { index: false } };

export const instant = false;

export default async function MailboxPage() {
  await connection();
  await requireMailboxReader();
  const mails = await listMails();
  return (
    <div className="page py-6">
      <h1 className="text-xl font-semibold tracking-tight">Mailbox</h1>
      <p className="mt-2 max-w-prose text-muted">
        Test mailbox: the emails this server would have sent.{' '}
        {env().emails.warnings[0] ?? 'Set RESEND_API_KEY to send them.'}
      </p>
      {mails.length === 0 ? (
        <Notice title="No emails yet">
          <p>Sign up on the front page, and the confirmation email appears here within seconds.</p>
        </Notice>
      ) : (
        <MailList mails={mails} nowMs={Date.now()} />
      )}
    </div>
  );
}
