import MailComposer from 'nodemailer/lib/mail-composer';
import { type Mail, readPayload, renderPayload } from '@/lib/outbox/payload';
import { payloadMail } from './payload-mail';

const FROM = 'Crypto Metrics Tracker <alerts@metrics.fi>';
const AT = new Date(Date.UTC(2026, 10, 24, 12, 5));
/** As Amazon SES, by which Resend delivers, hands it to the reader's server: with a sender that is not trusted. */
const RECEIVED =
  'from a8-60.smtp-out.amazonses.com (a8-60.smtp-out.amazonses.com [54.240.8.60])\r\n\tby mx.example.net with ESMTPS; Tue, 24 Nov 2026 12:05:02 +0000';

/**
 * Returns an email as its reader's server gets it: what our payload says, in MIME (RFC 5322, 2045 to 2047). `place` ends
 * the local part of its Message-ID.
 */
export async function mimeOf(mail: Mail, place: number): Promise<Buffer> {
  const [sent] = readPayload(renderPayload([mail], FROM));
  const { from, to, subject, html, text, headers } = payloadMail.parse(sent);
  const composed = await new MailComposer({
    from,
    to,
    subject,
    html,
    text,
    headers,
    date: AT,
    messageId: `<0100018f2c1b7a3e-4d5e6f70-8192-43a4-b5c6-d7e8f9012345-${String(place).padStart(6, '0')}@email.amazonses.com>`,
    textEncoding: 'quoted-printable',
  })
    .compile()
    .build();
  return Buffer.concat([Buffer.from(`Received: ${RECEIVED}\r\n`), composed]);
}
