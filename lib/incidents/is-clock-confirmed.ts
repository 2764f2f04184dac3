import type { Pool } from 'pg';

const CONFIRMED_FOR_MS = 3_600_000;

/**
 * Whether a collection that stored values was closed within an hour of this time, either way: the clock was judged then.
 * True before the first collection, when there is nothing to lose.
 */
export async function isClockConfirmed(pool: Pool, nowMs: number): Promise<boolean> {
  const { rows } = await pool.query<{ at: Date }>(
    `SELECT closed_at AS at FROM collection WHERE closed_at IS NOT NULL AND observations > 0
     ORDER BY slot DESC LIMIT 1`,
  );
  const at = rows[0]?.at;
  return at === undefined || Math.abs(nowMs - at.getTime()) <= CONFIRMED_FOR_MS;
}
