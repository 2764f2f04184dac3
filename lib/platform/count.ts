import { createHmac } from 'node:crypto';
import type { ClientBase, Pool } from 'pg';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { networkOf } from '@/lib/http/client-address';
import { HttpProblem } from '@/lib/http/problem';

/** How often something may happen in ten minutes. */
export interface Limit {
  /** What is counted: part of the key. */
  name: string;
  points: number;
}

const TEN_MINUTES = 600;
/** Clocks of two machines may differ by this much. */
const MAX_SKEW_MS = 60_000;

/**
 * Counts one more, in the database, so that all processes count together. Null if it may happen now, or else how long
 * to wait, ms.
 */
export async function countOne(database: Pool | ClientBase, { name, points }: Limit, key: string) {
  const limiter = new RateLimiterPostgres({
    // Without the statement's name: a pooler in transaction mode does not know prepared statements.
    storeClient: {
      query: ({ text, values }: { text: string; values: unknown[] }) => database.query(text, values),
    },
    storeType: 'client',
    tableName: 'rate_limit',
    tableCreated: true,
    clearExpiredByTimeout: false,
    keyPrefix: name,
    points,
    duration: TEN_MINUTES,
  });
  const consume = async (): Promise<number | null> => {
    try {
      await limiter.consume(key);
      return null;
    } catch (refused) {
      if (refused instanceof RateLimiterRes) return refused.msBeforeNext;
      throw refused;
    }
  };
  const waitMs = await consume();
  if (waitMs === null || waitMs <= TEN_MINUTES * 1000 + MAX_SKEW_MS) return waitMs;
  // Counted while a clock was ahead: nobody is kept out until that time comes.
  await limiter.delete(key);
  return consume();
}

/** One customer's /48 has 65,536 /64: together they may do what this many clients may. */
const NETWORK_CLIENTS = 4;

/** `countOne` for a client (as `clientOf` writes it), and for the IPv6 /48 that it is part of. */
export async function countClient(
  database: Pool | ClientBase,
  limit: Limit,
  secret: string,
  client: string,
): Promise<number | null> {
  const waitMs = await countOne(database, limit, keyOf(secret, client));
  const network = networkOf(client);
  // What is refused already takes nothing from its neighbors.
  if (waitMs !== null || network === null) return waitMs;
  const shared = { name: `${limit.name}-network`, points: limit.points * NETWORK_CLIENTS };
  return countOne(database, shared, keyOf(secret, network));
}

/** Counts one more of a client. Throws HttpProblem `too-many-requests` with Retry-After where there were too many. */
export async function requireClientBelow(
  database: Pool | ClientBase,
  limit: Limit,
  secret: string,
  client: string,
): Promise<void> {
  refuseAfter(await countClient(database, limit, secret, client));
}

/** The same of all clients together. */
export async function requireAllBelow(database: Pool | ClientBase, limit: Limit): Promise<void> {
  refuseAfter(await countOne(database, limit, 'all'));
}

function refuseAfter(waitMs: number | null): void {
  if (waitMs === null) return;
  const seconds = Math.max(1, Math.ceil(waitMs / 1000));
  throw new HttpProblem('too-many-requests', `Too many requests from here: send it again in ${seconds} s.`, {
    'Retry-After': String(seconds),
  });
}

/** A key by which somebody is counted and not known: no address of anybody is kept. */
export function keyOf(secret: string, who: string): string {
  return createHmac('sha256', secret).update(`limit:${who}`).digest('base64url');
}
