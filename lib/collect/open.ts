import type { Pool } from 'pg';

/** The row of this slot, new or left open by a crash; null if the slot is closed. */
export async function openCollection(
  pool: Pool,
  slotMs: number,
  { clock, intervalMs }: { clock: () => number; intervalMs: number },
): Promise<number | null> {
  const { rows } = await pool.query<{ id: number }>(
    `INSERT INTO collection (slot, interval_seconds, started_at) VALUES ($1, $2, $3)
     ON CONFLICT (slot) DO UPDATE SET started_at = excluded.started_at, interval_seconds = excluded.interval_seconds
       WHERE collection.closed_at IS NULL
     RETURNING id`,
    [new Date(slotMs), intervalMs / 1000, new Date(clock())],
  );
  return rows[0]?.id ?? null;
}

/** Whether the collection of this slot has been committed. */
export async function isClosed(pool: Pool, slotMs: number): Promise<boolean> {
  const found = await pool.query('SELECT FROM collection WHERE slot = $1 AND closed_at IS NOT NULL', [
    new Date(slotMs),
  ]);
  return found.rowCount === 1;
}

/** Removes the row of a slot that is not to be collected, unless it is closed. */
export async function abandonCollection(pool: Pool, collectionId: number): Promise<void> {
  await pool.query('DELETE FROM collection WHERE id = $1 AND closed_at IS NULL', [collectionId]);
}
