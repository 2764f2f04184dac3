import { randomUUID } from 'node:crypto';
import type { ClientBase, Pool } from 'pg';
import { log } from '@/lib/platform/log';

/** Long enough for a pause of the process, short enough that a crash costs no slot at the usual interval. */
const LEASE_SECONDS = 15;
const RENEW_MS = 5_000;

/** The right to do one job, for as long as it is renewed. A lease is a row: session locks do not survive poolers. */
export interface Lease {
  /** Grows with every take-over. */
  fence: string;
  /** Throws LeaseLost unless this lease still stands, and keeps it standing until the transaction ends. */
  check(client: ClientBase): Promise<void>;
  /** Ends it at once. Never throws. */
  release(): Promise<void>;
}

export class LeaseLost extends Error {
  override name = 'LeaseLost';
}

/**
 * Takes the lease of a job, or answers null while somebody else holds it. By the database's clock: one that ends later
 * than any lease that is taken now was taken while that clock was ahead, and counts as expired.
 */
export async function takeLease(pool: Pool, name: string): Promise<Lease | null> {
  const { rows } = await pool.query<{ fence: string }>(
    `INSERT INTO lease (name, holder, fence, expires_at)
     VALUES ($1, $2, 1, clock_timestamp() + make_interval(secs => $3))
     ON CONFLICT (name) DO UPDATE
       SET holder = excluded.holder, fence = lease.fence + 1, expires_at = excluded.expires_at
       WHERE lease.expires_at <= clock_timestamp()
         OR lease.expires_at > clock_timestamp() + make_interval(secs => $3)
     RETURNING fence`,
    [name, randomUUID(), LEASE_SECONDS],
  );
  const fence = rows[0]?.fence;
  if (fence === undefined) return null;
  const expireAfter = (seconds: number) =>
    pool.query(
      `UPDATE lease SET expires_at = clock_timestamp() + make_interval(secs => $3) WHERE name = $1 AND fence = $2`,
      [name, fence, seconds],
    );
  const renewal = setInterval(() => {
    expireAfter(LEASE_SECONDS).catch((error) => log().warn({ err: error, lease: name }, 'lease not renewed'));
  }, RENEW_MS);
  renewal.unref();
  return {
    fence,
    async check(client) {
      const held = await client.query('SELECT FROM lease WHERE name = $1 AND fence = $2 FOR UPDATE', [
        name,
        fence,
      ]);
      if (held.rowCount !== 1) throw new LeaseLost(`the lease "${name}" was taken over by another process`);
    },
    async release() {
      clearInterval(renewal);
      // A second ago, since Postgres may round "now" up to the next millisecond. Not released, it expires by itself.
      await expireAfter(-1).catch((error) => log().warn({ err: error, lease: name }, 'lease not released'));
    },
  };
}
