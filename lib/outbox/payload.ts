import { z } from 'zod';
import { wireAddress } from '@/lib/model/email-address';

/** One message as it is claimed. */
export interface Mail {
  to: string;
  subject: string;
  html: string;
  text: string;
  headers: Record<string, string>;
}

const payloadSchema = z.array(z.unknown());

/** Keeps out-of-office replies away, RFC 3834: nobody wrote this. */
const AUTOMATIC = { 'Auto-Submitted': 'auto-generated' };

/** The body of one request, as Resend takes it. It is stored, and sent as stored by every try. */
export function renderPayload(mails: readonly Mail[], from: string): string {
  return JSON.stringify(
    mails.map(({ to, subject, html, text, headers }) => ({
      from,
      to: [wireAddress(to)],
      subject,
      html,
      text,
      headers: { ...AUTOMATIC, ...headers },
    })),
  );
}

/** What a payload holds. */
export function readPayload(payload: string): unknown[] {
  return payloadSchema.parse(JSON.parse(payload));
}

/** A payload in halves; the first has the odd one. */
export function halves(payload: string): { payload: string; size: number }[] {
  const mails = readPayload(payload);
  const middle = Math.ceil(mails.length / 2);
  return [mails.slice(0, middle), mails.slice(middle)].map((half) => ({
    payload: JSON.stringify(half),
    size: half.length,
  }));
}
