import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pool } from 'pg';
import { migrate } from '@/lib/platform/database/migrate';
import { type EmbeddedPostgres, startEmbedded } from '@/server/postgres';

export interface TemporaryDatabase {
  pool: Pool;
  /** Ends the server and removes its files, whatever runs on it. A second call waits for the first. */
  remove(): Promise<void>;
}

/**
 * A migrated database on a Postgres of its own in a temporary folder, with default settings (fsync on) but for those
 * given.
 */
export async function temporaryDatabase(settings: Record<string, string> = {}): Promise<TemporaryDatabase> {
  const dataDir = await mkdtemp(join(tmpdir(), 'tracker-bench-'));
  let server: EmbeddedPostgres;
  try {
    server = await startEmbedded({ dataDir, settings });
  } catch (error) {
    await rm(dataDir, { recursive: true, force: true });
    throw error;
  }
  const pool = new Pool({ connectionString: server.url, connectionTimeoutMillis: 10_000 });
  pool.on('error', () => undefined);
  // The same while one is lent out: its user learns of it by its next query.
  pool.on('connect', (client) => client.on('error', () => undefined));
  let removal: Promise<void> | undefined;
  const remove = () => {
    removal ??= (async () => {
      await server.stop();
      for (const folder of [server.folder, dataDir]) await rm(folder, { recursive: true, force: true });
    })();
    return removal;
  };
  try {
    await migrate(pool);
    return { pool, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}
