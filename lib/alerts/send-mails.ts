import { group } from 'd3-array';
import type { ClientBase } from 'pg';
import { enqueue, type NewMessage } from '@/lib/outbox';
import type { AlertMail } from './alert-mail';
import { contentKey } from './content';
import type { Mailing, Recipient } from './mailing';

/** Behind confirmations (0) and notices to the operator (1). */
const PRIORITY = 2;
/** Messages of 20 KB that are in memory at once. */
const CHUNK = 500;

/**
 * Composes each distinct content once, and enqueues it to all who get it. Returns the subscribers who do: once `isLate`
 * says so, contents after the first are left for the next slot.
 */
export async function sendMails(
  client: ClientBase,
  mails: readonly { to: Recipient; mail: AlertMail }[],
  { compose, links, address }: Mailing,
  nowMs: number,
  isLate: () => boolean = () => false,
): Promise<Set<number>> {
  const sent = new Set<number>();
  let messages: NewMessage[] = [];
  for (const [, same] of group(mails, ({ mail }) => contentKey(mail))) {
    const [first] = same;
    if (first === undefined) continue;
    if (sent.size > 0 && isLate()) break;
    const { kind, atMs } = first.mail;
    const composed = await compose(first.mail, links);
    for (const { to } of same) {
      sent.add(to.id);
      messages.push({
        kind,
        priority: PRIORITY,
        ...address(composed, to, nowMs),
        dedupeKey: `alert:${to.id}:${atMs}`,
      });
      if (messages.length < CHUNK) continue;
      await enqueue(client, messages, nowMs);
      messages = [];
    }
  }
  await enqueue(client, messages, nowMs);
  return sent;
}
