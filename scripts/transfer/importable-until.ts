import type { Pool } from 'pg';

/** A collection may be under way this long after its slot began. */
const SETTLE_MS = 120_000;

/**
 * The first time that cannot be imported, ms UTC: from here on a collection may still write, and it would find its
 * place taken. What is up to the last closed collection is written by none any more.
 */
export async function importableUntil(pool: Pool, nowMs: number, intervalMs: number): Promise<number> {
  const { rows } = await pool.query<{ last: Date | null }>(
    'SELECT max(slot) AS last FROM collection WHERE closed_at IS NOT NULL AND slot <= $1',
    [new Date(nowMs)],
  );
  const slotMs = Math.floor(nowMs / intervalMs) * intervalMs;
  const settledMs = Math.min(slotMs, nowMs - SETTLE_MS);
  return Math.max(settledMs, (rows[0]?.last?.getTime() ?? 0) + 1);
}
