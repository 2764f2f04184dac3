import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { connection } from 'next/server';
import { MailView } from '@/components/mailbox/mail-view';
import { requireMailboxReader } from '@/components/mailbox/require-reader';
import { readMail } from '@/lib/outbox';

interface Props {
  params: Promise<{ id: string }>;
}

export const metadata: Metadata = { title: 'A mail', robots: { index: false } };

export const instant = false;

export default async function MailPage({ params }: Props) {
  await connection();
  const { id } = await params;
  await requireMailboxReader();
  const mail = await readMail(id);
  if (mail === null) notFound();
  return <MailView mail={mail} />;
}
