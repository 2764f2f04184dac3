import type { Pool } from 'pg';
import { keyOf, requireAllBelow, requireClientBelow } from '@/lib/platform/count';
import { recipientOf } from './recipient';

/** How often what may happen in ten minutes. */
const LIMITS = {
  /** Requests of all clients together that may send a mail. */
  everybody: { name: 'everybody', points: 2_000 },
  /** The same of one client. */
  client: { name: 'client', points: 20 },
  /** Previews of all clients together, and of one of them. */
  previews: { name: 'previews', points: 3_000 },
  preview: { name: 'preview', points: 150 },
} as const;

/** Throws HttpProblem `too-many-requests` with Retry-After, for one client and for all of them together. */
export async function limitRequests(pool: Pool, secret: string, client: string): Promise<void> {
  // The client first: one that is refused takes nothing from the others.
  await requireClientBelow(pool, LIMITS.client, secret, client);
  await requireAllBelow(pool, LIMITS.everybody);
}

/** The same for a preview, which costs the database more than any other read. */
export async function limitPreviews(pool: Pool, secret: string, client: string): Promise<void> {
  await requireClientBelow(pool, LIMITS.preview, secret, client);
  await requireAllBelow(pool, LIMITS.previews);
}

/** Returns the key by which emails to the mailbox of an address are counted; no address can be read from it. */
export function limitKey(secret: string, email: string): string {
  return keyOf(secret, `recipient:${recipientOf(email)}`);
}
