import { randomUUID } from 'node:crypto';
import { renderPayload } from './payload';
import type { Outcome, Transport } from './transport';

const SUBJECT = 'Test email from Crypto Metrics Tracker';

/** Sends one email at once, past the outbox: to learn whether emails leave at all. */
export function sendTestMail(transport: Transport, to: string, appUrl: string): Promise<Outcome> {
  const words = `This is a test email from the Crypto Metrics Tracker at ${appUrl}. It has reached you, so its alerts will too.`;
  const mail = {
    to,
    subject: SUBJECT,
    text: `${words}\n`,
    html: `<!DOCTYPE html><html lang="en"><head><title>${SUBJECT}</title></head><body><p>${escaped(words)}</p></body></html>`,
    headers: {},
  };
  return transport.send(renderPayload([mail], transport.from), randomUUID());
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
