import type { Pool } from 'pg';

/**
 * From when hours may have to be rolled up, ms UTC: `keptFromMs`, or the last hour rolled up if that is earlier,
 * since after a longer stop its observations are due for deletion before they were ever rolled up.
 */
export async function rollUpFrom(pool: Pool, keptFromMs: number): Promise<number> {
  const { rows } = await pool.query<{ last: Date | null }>('SELECT max(hour) AS last FROM rolled_hour');
  return Math.min(keptFromMs, rows[0]?.last?.getTime() ?? keptFromMs);
}
