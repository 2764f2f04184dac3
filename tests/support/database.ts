import { randomBytes } from 'node:crypto';
import { Client, Pool } from 'pg';
import { inject } from 'vitest';

export interface TestDatabase {
  url: string;
  pool: Pool;
  /** Ends the pool, removes the database. */
  drop(): Promise<void>;
}

/** A fresh database of its own, migrated unless `empty`. */
export async function testDatabase({ empty = false } = {}): Promise<TestDatabase> {
  const server = inject('databaseServer');
  const name = `test_${randomBytes(6).toString('hex')}`;
  await execute(server.url, `CREATE DATABASE ${name} TEMPLATE ${empty ? 'template0' : server.template}`);
  const url = new URL(server.pooledUrl);
  url.pathname = `/${name}`;
  const pool = new Pool({ connectionString: url.href });
  pool.on('error', () => undefined);
  return {
    url: url.href,
    pool,
    async drop() {
      await pool.end();
      await execute(server.url, `DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}

async function execute(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
