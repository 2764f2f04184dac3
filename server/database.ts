import { setTimeout as sleep } from 'node:timers/promises';
import { MigrationError, migrate } from '@/lib/platform/database/migrate';
import { connectionWarning, requireUsableServer } from '@/lib/platform/database/server-facts';
import { connections as open } from '@/lib/platform/database/session';
import { redacted } from '@/lib/platform/database-url';
import type { Env } from '@/lib/platform/env';
import { InUseError, startEmbedded } from '@/server/postgres';
import { databaseFault } from './database-fault';
import { reasonOf, StartError, say } from './say';

export interface Database {
  url: string;
  stop(): Promise<void>;
}

const RETRY_MS = 3_000;

/** The database of DATABASE_URL, or else our own Postgres in DATA_DIR, started with `settings`. Throws StartError. */
export async function openDatabase(
  { databaseUrl, dataDir }: Env,
  settings?: Record<string, string>,
): Promise<Database> {
  if (databaseUrl !== undefined) {
    say(`database: ${redacted(databaseUrl)}`);
    return { url: databaseUrl, stop: async () => undefined };
  }
  try {
    const embedded = await startEmbedded({ dataDir, report: say, ...(settings && { settings }) });
    say(`database: Postgres, ${embedded.isNew ? 'made now' : 'started'} in ${embedded.folder}`);
    return embedded;
  } catch (error) {
    if (!(error instanceof InUseError)) throw new StartError(reasonOf(error), { cause: error });
    throw new StartError(
      `another running instance uses ${dataDir}: stop it, or set DATA_DIR to another folder`,
    );
  }
}

/**
 * Tries every few seconds to migrate a database that could not be reached, until it is up to date: true; or until
 * `signal` ends it: false. Throws MigrationError or StartError.
 */
export async function migrateUntilDone(url: string, signal: AbortSignal): Promise<boolean> {
  let lastSaid = '';
  while (!signal.aborted) {
    await sleep(RETRY_MS, undefined, { signal }).catch(() => undefined);
    const missing = await migrateOnce(url);
    if (missing === null) return true;
    if (missing !== lastSaid) say(`still waiting: ${missing}`);
    lastSaid = missing;
  }
  return false;
}

/**
 * Migrates the database. Null if it is up to date, or else a line that says why it cannot be reached yet.
 * Throws MigrationError, or StartError where waiting does not help. Warns where `connections` are more than it allows.
 */
export async function migrateOnce(url: string, connections = 1): Promise<string | null> {
  const pool = open({ connectionString: url, max: 1, connectionTimeoutMillis: 5_000 });
  pool.on('error', () => undefined);
  try {
    const warning = connectionWarning(await requireUsableServer(pool), connections);
    if (warning !== null) say(warning);
    const { applied } = await migrate(pool);
    say(applied.length === 0 ? 'migrations: none to apply' : `migrations: applied ${applied.join(', ')}`);
    return null;
  } catch (error) {
    if (error instanceof MigrationError) throw error;
    const { words, isPermanent } = databaseFault(error, url);
    if (isPermanent) throw new StartError(words, { cause: error });
    return words;
  } finally {
    await pool.end();
  }
}
