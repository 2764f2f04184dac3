import { domainToASCII } from 'node:url';
import { z } from 'zod';

const SAY = 'send one e-mail address, such as you@example.com';

const MOST_BYTES = 254;
const MOST_LOCAL_BYTES = 64;
/** What needs quoting in front of the @ (RFC 5322, 3.2.3), and what cannot be seen: controls, spaces, directions. */
const UNFIT = /["(),:;<>[\\\]]|[\p{C}\p{Z}]/u;

/** An address as typed, without the spaces around it, in NFC. */
export const addressSchema = z
  .string(SAY)
  .transform((text) => text.trim().normalize('NFC'))
  .refine(isAddress, SAY)
  .meta({
    description: 'An e-mail address of 254 bytes at most. Compared without case, stored as typed.',
    example: 'you@example.com',
  });

/** True if a mail system would take it: one @, a dot in the domain, the lengths of RFC 5321, IDN allowed. */
export function isAddress(email: string): boolean {
  const [local = '', domain = '', ...more] = email.split('@');
  return (
    more.length === 0 &&
    !UNFIT.test(email) &&
    Buffer.byteLength(email) <= MOST_BYTES &&
    isLocalPart(local) &&
    isDomain(domain)
  );
}

/** What addresses are compared by. */
export function addressKey(email: string): string {
  return email.normalize('NFC').toLowerCase();
}

function isLocalPart(local: string): boolean {
  return Buffer.byteLength(local) <= MOST_LOCAL_BYTES && local.split('.').every((part) => part !== '');
}

function isDomain(domain: string): boolean {
  const labels = domainToASCII(domain).split('.');
  const top = labels.at(-1) ?? '';
  return (
    labels.length > 1 &&
    labels.every((label) => /^(?!-)[a-z0-9-]{1,63}(?<!-)$/.test(label)) &&
    !/^\d+$/.test(top)
  );
}
