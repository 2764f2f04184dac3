import type { ClientBase, Pool } from 'pg';
import { countOne, keyOf, requireBelow } from '@/lib/http';

/** How often what may happen in ten minutes. */
const LIMITS = {
  /** Requests of all clients together that may send a mail. */
  everybody: { name: 'everybody', points: 2_000 },
  /** The same of one client. */
  client: { name: 'client', points: 20 },
  /** Previews of all clients together, and of one of them. */
  previews: { name: 'previews', points: 3_000 },
  preview: { name: 'preview', points: 150 },
  /** Mails that a sign-up sends to one address. */
  confirmation: { name: 'confirmation', points: 1 },
  /** Mails that a request to be removed sends to one address. */
  removal: { name: 'removal', points: 1 },
} as const;

/** Throws HttpProblem `too-many-requests` with Retry-After, for one client and for all of them together. */
export async function limitRequests(pool: Pool, secret: string, client: string): Promise<void> {
  // The client first: one that is refused takes nothing from the others.
  await requireBelow(pool, LIMITS.client, keyOf(secret, client));
  await requireBelow(pool, LIMITS.everybody, 'all');
}

/** The same for a preview, which costs the database more than any other read. */
export async function limitPreviews(pool: Pool, secret: string, client: string): Promise<void> {
  await requireBelow(pool, LIMITS.preview, keyOf(secret, client));
  await requireBelow(pool, LIMITS.previews, 'all');
}

/** True once in ten minutes for an address; counted in the caller's transaction. */
export async function mayMail(
  client: ClientBase,
  kind: 'confirmation' | 'removal',
  secret: string,
  addressKey: string,
): Promise<boolean> {
  return (await countOne(client, LIMITS[kind], keyOf(secret, addressKey))) === null;
}
