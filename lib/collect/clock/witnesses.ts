import type { Pool } from 'pg';
import type { SourceReading } from '@/lib/quality';

/** The newest time stamp of each exchange that sent any, ms UTC. */
export function newestStamps(readings: readonly SourceReading[]): number[] {
  return readings.flatMap((reading) => {
    let newestMs = Number.NEGATIVE_INFINITY;
    for (const { stampedAtMs } of reading.ok ? reading.tickers : []) {
      if (stampedAtMs > newestMs) newestMs = stampedAtMs;
    }
    return Number.isFinite(newestMs) ? [newestMs] : [];
  });
}

/** The database's own clock, ms UTC. */
export async function databaseClock(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ ms: number }>(
    'SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS ms',
  );
  return rows[0]?.ms ?? Number.NaN;
}

/** When the newest slot was closed, ms UTC; null before the first. */
export async function lastClosing(pool: Pool): Promise<number | null> {
  const { rows } = await pool.query<{ at: Date }>(
    'SELECT closed_at AS at FROM collection WHERE closed_at IS NOT NULL ORDER BY slot DESC LIMIT 1',
  );
  return rows[0]?.at.getTime() ?? null;
}

/** The number of slots that any process has begun or closed ahead of this time, and up to it. */
export async function countSlots(pool: Pool, atMs: number): Promise<{ ahead: number; before: number }> {
  const count = async (where: string) => {
    const sql = `SELECT count(*)::int AS count FROM collection WHERE slot ${where} $1`;
    const { rows } = await pool.query<{ count: number }>(sql, [new Date(atMs)]);
    return rows[0]?.count ?? 0;
  };
  const ahead = await count('>');
  // There are usually none ahead, and then nobody needs to know how many there are before.
  return { ahead, before: ahead === 0 ? 0 : await count('<=') };
}
