import type { ClientBase } from 'pg';
import type { NewMessage } from '@/lib/outbox';
import type { MailingDeps } from './deps';

/** Hands a message to the outbox, or does the same work in vain, so that nobody can tell by the time it took. */
export async function sendOrUndo(
  client: ClientBase,
  { enqueue, nowMs }: MailingDeps,
  message: NewMessage,
  isToBeSent: boolean,
): Promise<void> {
  await client.query('SAVEPOINT mail');
  await enqueue(client, [message], nowMs);
  await client.query(isToBeSent ? 'RELEASE SAVEPOINT mail' : 'ROLLBACK TO SAVEPOINT mail');
}
