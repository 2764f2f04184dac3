import type { Pool, PoolClient } from 'pg';
import { SESSION } from './session';

/** Of those, what a pooler does not keep for each of its clients, and a transaction can depend on. */
const LOCAL_SETTINGS = [
  'bytea_output',
  'extra_float_digits',
  'array_nulls',
  'transform_null_equals',
  'lock_timeout',
]
  .map((name) => `SET LOCAL ${name} = '${SESSION[name]}'`)
  .join('; ');

/** Longer than anything is computed between two statements: whoever holds locks for so long is frozen, or cut off. */
const IDLE_TIMEOUT_MS = 60_000;

/**
 * What `work` does on its client is committed as a whole, or not at all if it throws (the error passes on).
 * No statement in it may take longer than `statementTimeoutMs`, and no pause between two longer than a minute.
 */
export async function withTransaction<T>(
  pool: Pool,
  work: (client: PoolClient) => Promise<T>,
  statementTimeoutMs = 30_000,
): Promise<T> {
  const client = await pool.connect();
  // While it is lent out, the pool does not listen: a connection that breaks would end the process.
  const ignore = () => undefined;
  client.on('error', ignore);
  let broken: Error | undefined;
  try {
    // A pooler in transaction mode may give each transaction another session, so what we rely on is set in each. The
    // first words let a role whose transactions are read-only or serializable by default write as all others do.
    await client.query('BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE NOT DEFERRABLE');
    // SET LOCAL, since a pooler in transaction mode refuses it as a startup parameter and forgets a plain SET.
    await client.query(
      `${LOCAL_SETTINGS};
       SET LOCAL statement_timeout = ${Math.trunc(statementTimeoutMs)};
       SET LOCAL idle_in_transaction_session_timeout = ${IDLE_TIMEOUT_MS}`,
    );
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    broken = await rollback(client);
    throw error;
  } finally {
    client.off('error', ignore);
    client.release(broken);
  }
}

/** The error that makes the connection unfit for the pool, if any. */
async function rollback(client: PoolClient): Promise<Error | undefined> {
  try {
    await client.query('ROLLBACK');
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
