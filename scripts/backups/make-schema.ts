import type { PoolClient } from 'pg';
import { applyMigration, readMigrations } from '@/lib/platform/database/migrate';
import { BackupError } from './backup-error';
import { type Head, quoted } from './contents';

/**
 * Replaces the tracker's tables, and no others, by empty ones of the schema that these migrations make. Answers their
 * names. Throws BackupError where this version does not know one of the migrations.
 */
export async function makeSchema(client: PoolClient, wanted: Head['migrations']): Promise<string[]> {
  const known = await readMigrations();
  const migrations = wanted.map(({ name, checksum }) => {
    const found = known.find((each) => each.name === name && each.checksum === checksum);
    if (found !== undefined) return found;
    throw new BackupError(
      `the backup is of a later version (it has ${name}): update the tracker, then restore it`,
    );
  });
  const tables = known.flatMap(({ sql }) =>
    Array.from(sql.matchAll(/^CREATE TABLE "(\w+)"/gm), ([, table = '']) => table),
  );
  const every = ['_prisma_migrations', ...tables].map(quoted);
  await client.query(`DROP TABLE IF EXISTS ${every.join(', ')} CASCADE`);
  for (const migration of migrations) await applyMigration(client, migration);
  const { rows } = await client.query<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename = ANY($1)`,
    [tables],
  );
  return rows.map(({ name }) => name);
}
