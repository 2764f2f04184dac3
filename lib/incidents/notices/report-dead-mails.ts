import type { ClientBase } from 'pg';
import { cut, firstLines } from './first-lines';
import type { Notice } from './notice';

interface DeadMail {
  kind: string;
  to: string;
  subject: string;
}

/** Notices that cannot be delivered are only logged: a notice about a notice would go the same way. */
const NOTICE = 'operator-notice';

/**
 * Keeps one notice of these emails in the local mailbox, from where notices leave, in the transaction that gives them
 * up. `recipient` is the operator's address, if there is one.
 */
export async function reportDeadMails(
  client: ClientBase,
  dead: readonly DeadMail[],
  { reason, recipient, nowMs }: { reason: string; recipient: string | undefined; nowMs: number },
): Promise<void> {
  const mails = dead.filter(({ kind }) => kind !== NOTICE);
  if (mails.length === 0) return;
  const { subject, text } = deadMailNotice(mails, reason);
  await client.query('INSERT INTO mailbox_message (at, recipient, subject, text) VALUES ($1, $2, $3, $4)', [
    new Date(nowMs),
    recipient ?? null,
    subject,
    text,
  ]);
}

/** The notice of emails that are given up, at least one. */
export function deadMailNotice(mails: readonly DeadMail[], reason: string): Notice {
  const many = mails.length === 1 ? 'An email' : 'Several emails';
  const text = [
    `${many} could not be delivered, and will not be tried again: ${cut(reason)}.`,
    firstLines(mails, ({ to, subject }) => `${cut(to)}: ${cut(subject)}`).join('\n'),
    'What to do: if the reason is the key, the domain or a limit of your email provider, fix it there. If it is the address, nothing.',
  ].join('\n\n');
  return { subject: `${many} could not be delivered`, text };
}
