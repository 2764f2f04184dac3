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

/** Composes each distinct content once, and enqueues it to all who get it. */
export async function sendMails(
  client: ClientBase,
  mails: readonly { to: Recipient; mail: AlertMail }[],
  { compose, links, address }: Mailing,
  nowMs: number,
): Promise<void> {
  let messages: NewMessage[] = [];
  for (const [, same] of group(mails, ({ mail }) => contentKey(mail))) {
    const [first] = same;
    if (first === undefined) continue;
    const { kind, atMs } = first.mail;
    const composed = await compose(first.mail, links);
    for (const { to } of same) {
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
}
