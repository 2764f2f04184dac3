import type { ClientBase } from 'pg';

/**
 * Lets `load` fill these tables without their keys and indexes, which are made at the end: sorting once costs a third
 * of finding the place of each row, and no foreign key asks for an order of tables. Inside a transaction; what `load`
 * throws passes on. The names are our own, never input.
 */
export async function withoutIndexes(
  client: ClientBase,
  tables: readonly string[],
  load: () => Promise<void>,
): Promise<void> {
  // Foreign keys need the unique ones that they point at: they go first, and come last.
  const { rows } = await client.query<{ turn: number; drop: string; make: string }>(
    `SELECT CASE contype WHEN 'f' THEN 1 ELSE 2 END AS turn,
            format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS drop,
            format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) AS make
     FROM pg_constraint WHERE contype IN ('p', 'u', 'f') AND conrelid = ANY($1::regclass[])
     UNION ALL
     SELECT 3, format('DROP INDEX %s', indexrelid::regclass), pg_get_indexdef(indexrelid)
     FROM pg_index i WHERE indrelid = ANY($1::regclass[])
       AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid AND c.conrelid = i.indrelid)
     ORDER BY turn`,
    [tables.map((table) => `"${table}"`)],
  );
  for (const { drop } of rows) await client.query(drop);
  await load();
  const [foreign, own] = [rows.filter(({ turn }) => turn === 1), rows.filter(({ turn }) => turn > 1)];
  for (const { make } of [...own, ...foreign]) await client.query(make);
}
