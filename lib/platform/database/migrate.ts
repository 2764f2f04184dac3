import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Pool, PoolClient } from 'pg';
import { withTransaction } from './transaction';

/** A migration that cannot be applied, in one line that says why and what to do. */
export class MigrationError extends Error {
  override name = 'MigrationError';
}

export interface Applied {
  /** Names of the migrations applied by this call, in order; empty if the database was up to date. */
  applied: string[];
}

export interface Migration {
  name: string;
  /** With the line ends of Unix, whatever the checkout has. */
  sql: string;
  /** sha256 of `sql`, hexadecimal, as Prisma records it. */
  checksum: string;
  /** The same of a checkout with the line ends of Windows, which Prisma takes for equal and may have recorded. */
  windowsChecksum: string;
}

/** Prisma's own lock number, so that `prisma migrate deploy` and this wait for one another. */
const LOCK = 72_707_369;

const MINUTES_MS = 60_000;

const FOLDER = () => join(process.cwd(), 'prisma', 'migrations');

// As Prisma creates it (schema-engine, sql-migration-connector, postgres flavour).
const TABLE = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
    "id"                    VARCHAR(36) PRIMARY KEY NOT NULL,
    "checksum"              VARCHAR(64) NOT NULL,
    "finished_at"           TIMESTAMPTZ,
    "migration_name"        VARCHAR(255) NOT NULL,
    "logs"                  TEXT,
    "rolled_back_at"        TIMESTAMPTZ,
    "started_at"            TIMESTAMPTZ NOT NULL DEFAULT now(),
    "applied_steps_count"   INTEGER NOT NULL DEFAULT 0
)`;

/**
 * Applies `<folder>/<name>/migration.sql` in the order of names, each in one transaction, and records it as
 * `prisma migrate deploy` does, so that either may continue where the other stopped. Several processes may call it
 * at once. Throws MigrationError if an applied file was changed or one fails.
 */
export async function migrate(pool: Pool, folder = FOLDER()): Promise<Applied> {
  const applied: string[] = [];
  for (const migration of await readMigrations(folder)) {
    const isNew = await withTransaction(pool, (client) => applyMigration(client, migration), 30 * MINUTES_MS);
    if (isNew) applied.push(migration.name);
  }
  return { applied };
}

/** The migrations of this version, in their order. */
export async function readMigrations(folder = FOLDER()): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  return Promise.all(
    names.map(async (name) => {
      const sql = (await readFile(join(folder, name, 'migration.sql'), 'utf8')).replaceAll('\r\n', '\n');
      return {
        name,
        sql,
        checksum: sha256(sql),
        windowsChecksum: sha256(sql.replaceAll('\n', '\r\n')),
      };
    }),
  );
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Applies one migration inside the client's transaction, unless the database has it: false then. */
export async function applyMigration(client: PoolClient, migration: Migration): Promise<boolean> {
  const { name, sql, checksum } = migration;
  await client.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
  await client.query(TABLE);
  const { rows } = await client.query<{ checksum: string; finished_at: Date | null }>(
    'SELECT checksum, finished_at FROM _prisma_migrations WHERE migration_name = $1 AND rolled_back_at IS NULL',
    [name],
  );
  const known = rows[0];
  if (known !== undefined) {
    check(migration, known);
    return false;
  }
  const startedAt = new Date();
  await run(client, name, sql);
  await client.query(
    `INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, started_at, applied_steps_count)
     VALUES ($1, $2, clock_timestamp(), $3, $4, 1)`,
    [randomUUID(), checksum, name, startedAt],
  );
  return true;
}

function check(
  { name, checksum, windowsChecksum }: Migration,
  known: { checksum: string; finished_at: Date | null },
): void {
  if (known.finished_at === null) {
    throw new MigrationError(
      `migration ${name} was begun by \`prisma migrate\` and did not finish: ` +
        `repair the database, then run \`npx prisma migrate resolve --rolled-back ${name}\``,
    );
  }
  if (known.checksum !== checksum && known.checksum !== windowsChecksum) {
    throw new MigrationError(
      `migration ${name} was changed after it had been applied to this database: ` +
        'put its file back as it was, and write the change as a new migration',
    );
  }
}

async function run(client: PoolClient, name: string, sql: string): Promise<void> {
  try {
    await client.query(sql);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new MigrationError(`migration ${name} failed, nothing of it was kept: ${reason}`, { cause: error });
  }
}
