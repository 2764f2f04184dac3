import type { Pool } from 'pg';
import { StartError } from '@/server/say';

/** Throws StartError where a server uses the database, or where it holds data that nobody said to replace. */
export async function requireAlone(pool: Pool, { replace }: { replace: boolean }): Promise<void> {
  const users = await pool.query(
    `SELECT FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'crypto-metrics-tracker'`,
  );
  if (users.rowCount !== 0) throw new StartError('a running server uses the database: stop it first');
  const held = await pool.query(
    'SELECT FROM (SELECT FROM dimension LIMIT 1) d UNION ALL SELECT FROM (SELECT FROM subscriber LIMIT 1) s',
  );
  if (held.rowCount !== 0 && !replace) {
    throw new StartError(
      'the database holds data already: write --replace to lose them, or name an empty database',
    );
  }
}
