import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { ClientBase, Pool } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { withTransaction } from '@/lib/platform/database';
import { copyTarget, EXACT_TEXT, type Head, type Table } from './contents';
import { DataFrames, frame } from './frames';

const HOURS_MS = 3_600_000;
/** Doubles hardly compress: more effort costs three times the time for a twentieth less. */
const GZIP_LEVEL = 3;

/**
 * Writes all tables as of one moment to `out`, which it ends: one read-only transaction, beside which everything else
 * goes on. `progress` is told of each table as it begins. Answers how many rows.
 */
export function backup(
  pool: Pool,
  out: Writable,
  { nowMs, signal, progress }: { nowMs: number; signal: AbortSignal; progress: (table: string) => void },
): Promise<number> {
  return withTransaction(
    pool,
    async (client) => {
      await client.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
      await client.query(EXACT_TEXT);
      let rows = 0;
      async function* frames(): AsyncGenerator<Buffer> {
        yield frame('H', await headOf(client, nowMs));
        for (const table of await tablesOf(client)) {
          progress(table.name);
          yield frame('T', table);
          const copied = client.query(copyTo(`COPY ${copyTarget(table)} TO STDOUT`));
          try {
            yield* copied.pipe(new DataFrames());
          } finally {
            // Where nobody takes them any more: the connection is free again after the last row.
            copied.resume();
          }
          yield frame('E', { rows: copied.rowCount });
          rows += copied.rowCount;
        }
        yield frame('Z', {});
      }
      await pipeline(Readable.from(frames(), { objectMode: false }), createGzip({ level: GZIP_LEVEL }), out, {
        signal,
      });
      return rows;
    },
    24 * HOURS_MS,
  );
}

async function headOf(client: ClientBase, nowMs: number): Promise<Head> {
  const migrations = await client.query<{ name: string; checksum: string }>(
    `SELECT migration_name AS name, checksum FROM _prisma_migrations
     WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY migration_name`,
  );
  const sequences = await client.query<{ name: string }>(
    `SELECT sequencename AS name FROM pg_sequences WHERE schemaname = 'public' ORDER BY 1`,
  );
  const states: Head['sequences'] = [];
  for (const { name } of sequences.rows) {
    const { rows } = await client.query<{ last: string; called: boolean }>(
      `SELECT last_value AS last, is_called AS called FROM "${name}"`,
    );
    const state = rows[0];
    if (state !== undefined) states.push({ name, ...state });
  }
  return {
    format: 'crypto-metrics-tracker backup 1',
    at: new Date(nowMs).toISOString(),
    migrations: migrations.rows,
    sequences: states,
  };
}

/** Those that migrations made, but for the record of the migrations, and none of an extension. */
async function tablesOf(client: ClientBase): Promise<Table[]> {
  const { rows } = await client.query<Table>(
    `SELECT c.relname AS name, array_agg(a.attname ORDER BY a.attnum)::text[] AS columns
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname <> '_prisma_migrations'
       AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
     GROUP BY 1 ORDER BY 1`,
  );
  return rows;
}
