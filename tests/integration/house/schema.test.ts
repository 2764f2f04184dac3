import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as engine from '@prisma/schema-engine-wasm/schema_engine_bg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '@/tests/support/database';

/** What prisma/schema.prisma says, and what the migrations made. */
let said: TestDatabase;
let made: TestDatabase;

beforeAll(async () => {
  said = await testDatabase({ empty: true });
  made = await testDatabase();
  await said.pool.query(await sqlOfSchema(said.url));
});
afterAll(() => Promise.all([said.drop(), made.drop()]));

/** The SQL by which Prisma itself would create the schema. */
async function sqlOfSchema(url: string): Promise<string> {
  const file = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const { instance } = await WebAssembly.instantiate(readFileSync(file.replace(/\.js$/, '.wasm')), {
    './schema_engine_bg.js': { ...engine },
  });
  engine.__wbg_set_wasm(instance.exports);
  const content = readFileSync('prisma/schema.prisma', 'utf8');
  const files = [{ path: 'schema.prisma', content }];
  const adapter = bindMigrationAwareSqlAdapterFactory(
    new PrismaPg({ connectionString: url }, { schema: 'public' }),
  );
  const opened = await engine.SchemaEngine.new(
    { datamodels: [['schema.prisma', content]] },
    () => undefined,
    adapter,
  );
  const { stdout } = await opened.diff({
    from: { tag: 'empty' },
    to: { tag: 'schemaDatamodel', files },
    script: true,
    exitCode: false,
    filters: { externalTables: [], externalEnums: [] },
  });
  return stdout ?? '';
}

const COLUMNS = `
  SELECT c.relname || '.' || a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type, a.attnotnull AS required,
         pg_get_expr(d.adbin, d.adrelid) AS fallback
  FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
  LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
    AND c.relname <> '_prisma_migrations' ORDER BY 1`;

const KEYS = `
  SELECT conname AS name, pg_get_constraintdef(oid) AS definition FROM pg_constraint
  WHERE connamespace = 'public'::regnamespace AND contype IN ('p', 'u', 'f')
    AND conname <> '_prisma_migrations_pkey' ORDER BY 1`;

// Those that Prisma can express: not BRIN, not partial, not on an expression.
const INDEXES = `
  SELECT indexname AS name, indexdef AS definition FROM pg_indexes JOIN pg_class ON relname = indexname
  JOIN pg_index ON indexrelid = pg_class.oid JOIN pg_am ON pg_am.oid = relam
  WHERE schemaname = 'public' AND amname = 'btree' AND indpred IS NULL AND indexprs IS NULL
    AND indexname <> '_prisma_migrations_pkey' ORDER BY 1`;

describe('the migrated database has what prisma/schema.prisma says', () => {
  test.each([
    ['columns', COLUMNS],
    ['keys', KEYS],
    ['indexes', INDEXES],
  ])('%s', async (_, sql) => {
    const [expected, actual] = await Promise.all([said.pool.query(sql), made.pool.query(sql)]);
    expect(expected.rows.length).toBeGreaterThan(5);
    expect(actual.rows).toEqual(expected.rows);
  });
});
