import { createHmac } from 'node:crypto';
import type { ClientBase, Pool } from 'pg';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { HttpProblem } from '@/lib/http';

const TEN_MINUTES = 600;

/** How often what may happen in ten minutes. */
const LIMITS = {
  /** Requests of all clients together that may send a mail. */
  everybody: 2_000,
  /** The same of one client. */
  client: 20,
  /** Previews of all clients together, and of one of them. */
  previews: 3_000,
  preview: 150,
  /** Mails that a sign-up sends to one address. */
  confirmation: 1,
  /** Mails that a request to be removed sends to one address. */
  removal: 1,
} as const;

/** Throws HttpProblem `too-many-requests` with Retry-After, for one client and for all of them together. */
export async function limitRequests(pool: Pool, secret: string, client: string): Promise<void> {
  // The client first: one that is refused takes nothing from the others.
  await require(pool, 'client', keyOf(secret, client));
  await require(pool, 'everybody', 'all');
}

/** The same for a preview, which costs the database more than any other read. */
export async function limitPreviews(pool: Pool, secret: string, client: string): Promise<void> {
  await require(pool, 'preview', keyOf(secret, client));
  await require(pool, 'previews', 'all');
}

/** True once in ten minutes for an address; counted in the caller's transaction. */
export async function mayMail(
  client: ClientBase,
  kind: 'confirmation' | 'removal',
  secret: string,
  addressKey: string,
): Promise<boolean> {
  return (await consume(client, kind, keyOf(secret, addressKey))) === null;
}

async function require(pool: Pool, kind: keyof typeof LIMITS, key: string): Promise<void> {
  const waitMs = await consume(pool, kind, key);
  if (waitMs === null) return;
  const seconds = Math.max(1, Math.ceil(waitMs / 1000));
  throw new HttpProblem('too-many-requests', `Too many requests from here: send it again in ${seconds} s.`, {
    'Retry-After': String(seconds),
  });
}

/** Null if it may happen now, or else how long to wait, ms. */
async function consume(database: Pool | ClientBase, kind: keyof typeof LIMITS, key: string) {
  const limiter = new RateLimiterPostgres({
    // Without the statement's name: a pooler in transaction mode does not know prepared statements.
    storeClient: {
      query: ({ text, values }: { text: string; values: unknown[] }) => database.query(text, values),
    },
    storeType: 'client',
    tableName: 'rate_limit',
    tableCreated: true,
    clearExpiredByTimeout: false,
    keyPrefix: kind,
    points: LIMITS[kind],
    duration: TEN_MINUTES,
  });
  try {
    await limiter.consume(key);
    return null;
  } catch (refused) {
    if (refused instanceof RateLimiterRes) return refused.msBeforeNext;
    throw refused;
  }
}

/** No address of anybody is kept where it is counted. */
function keyOf(secret: string, who: string): string {
  return createHmac('sha256', secret).update(`limit:${who}`).digest('base64url');
}
