import { randomUUID } from 'node:crypto';
import { type Mail, renderPayload } from './payload';
import type { Outcome, Transport } from './transport';

/** Sends one email at once, past the outbox: to learn whether emails leave at all. */
export function sendTestMail(
  transport: Transport,
  to: string,
  composed: Pick<Mail, 'subject' | 'html' | 'text'>,
): Promise<Outcome> {
  return transport.send(renderPayload([{ ...composed, to, headers: {} }], transport.from), randomUUID());
}
