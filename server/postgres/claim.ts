import { setTimeout as sleep } from 'node:timers/promises';
import { Client, escapeIdentifier } from 'pg';

/** Another process uses this database. */
export class InUseError extends Error {
  override name = 'InUseError';
}

/** Any number: whoever holds this lock in the cluster's own database is the one process that may use it. */
const LOCK = 1;

/**
 * Claims the cluster for this process, for as long as the connection given back lives: a killed process needs no
 * cleaning up. Makes the database if it is not there. Throws InUseError if another process has it.
 */
export async function claim(url: string, database: string): Promise<Client> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000, keepAlive: true });
  client.on('error', () => undefined);
  await client.connect();
  try {
    if (!(await lock(client))) throw new InUseError('another running instance uses this database');
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [database]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${escapeIdentifier(database)}`);
    return client;
  } catch (error) {
    await client.end();
    throw error;
  }
}

/** The server takes a moment to notice that a process was killed. */
async function lock(client: Client): Promise<boolean> {
  for (let tries = 0; tries < 10; tries += 1) {
    const { rows } = await client.query<{ ours: boolean }>('SELECT pg_try_advisory_lock($1) AS ours', [LOCK]);
    if (rows[0]?.ours === true) return true;
    await sleep(200);
  }
  return false;
}
