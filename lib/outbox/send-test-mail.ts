import { randomUUID } from 'node:crypto';
import { renderPayload } from './payload';
import type { Outcome, Transport } from './transport';

/** Sends one mail at once, past the outbox: to learn whether mails leave at all. */
export function sendTestMail(transport: Transport, to: string, appUrl: string): Promise<Outcome> {
  const words = `This is a test by the Crypto Metrics Tracker at ${appUrl}. Its mails reach you.`;
  const mail = {
    to,
    subject: 'Test: mails arrive',
    text: `${words}\n`,
    html: `<p>${words.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</p>`,
    headers: {},
  };
  return transport.send(renderPayload([mail], transport.from), randomUUID());
}
