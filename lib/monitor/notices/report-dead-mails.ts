import type { ClientBase } from 'pg';

interface DeadMail {
  kind: string;
  to: string;
  subject: string;
}

/** Notices that cannot be delivered are told of by the log alone: a notice about a notice would go the same way. */
const NOTICE = 'operator-notice';

/**
 * Keeps one notice of these mails in the local mailbox, from where notices leave, in the transaction that gives them
 * up. `recipient` is the operator's address, if there is one.
 */
export async function reportDeadMails(
  client: ClientBase,
  dead: readonly DeadMail[],
  { reason, recipient, nowMs }: { reason: string; recipient: string | undefined; nowMs: number },
): Promise<void> {
  const mails = dead.filter(({ kind }) => kind !== NOTICE);
  if (mails.length === 0) return;
  const many = mails.length === 1 ? 'A mail' : `${mails.length} mails`;
  const text = [
    `${many} could not be delivered, and will not be tried again: ${reason}.`,
    mails.map(({ to, subject }) => `${to}: ${subject}`).join('\n'),
    'What to do: if the reason is the key, the domain or the limits of the mail service, mend it there. If it is the address, nothing.',
  ].join('\n\n');
  await client.query('INSERT INTO mailbox_message (at, recipient, subject, text) VALUES ($1, $2, $3, $4)', [
    new Date(nowMs),
    recipient ?? null,
    `${many} could not be delivered`,
    text,
  ]);
}
