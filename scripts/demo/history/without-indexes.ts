import type { ClientBase } from 'pg';

/**
 * Empties these tables and lets `load` fill them without their keys and indexes, which are made at the end: sorting
 * once costs a third of finding the place of each row. Inside a transaction, in which Postgres with
 * `wal_level=minimal` also keeps no journal of them. The names are our own, never input.
 */
export async function withoutIndexes(
  client: ClientBase,
  tables: readonly string[],
  load: () => Promise<void>,
): Promise<void> {
  const { rows } = await client.query<{ drop: string; make: string }>(
    `SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS drop,
            format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) AS make
     FROM pg_constraint WHERE contype = 'p' AND conrelid = ANY($1::regclass[])
     UNION ALL
     SELECT format('DROP INDEX %s', indexrelid::regclass), pg_get_indexdef(indexrelid)
     FROM pg_index WHERE NOT indisprimary AND indrelid = ANY($1::regclass[])`,
    [tables],
  );
  await client.query(`TRUNCATE ${tables.join(', ')}`);
  for (const { drop } of rows) await client.query(drop);
  await load();
  for (const { make } of rows) await client.query(make);
}
