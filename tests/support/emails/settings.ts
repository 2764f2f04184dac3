import type { Mail } from '@/lib/outbox/payload';

/** An email as the outbox has it, under a name. */
export interface Named extends Mail {
  name: string;
}

export const NOW_MS = Date.UTC(2026, 10, 24, 12, 5);
export const ORDINARY = { secret: 'a-secret-of-the-examples', appUrl: 'https://metrics.fi', nowMs: NOW_MS };
export const READER = 'ann.lee@gmail.com';
/** As long as an address, and the host in every link, may be. */
export const LARGEST = {
  ...ORDINARY,
  appUrl: `https://${'a'.repeat(60)}.${'b'.repeat(60)}.example.com:65535`,
};
export const LONG_READER = `${'a'.repeat(64)}@${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.com`;

export type Signing = typeof ORDINARY;
