import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Pool } from 'pg';
import type { TestProject } from 'vitest/node';
import { migrate } from '@/lib/platform/database/migrate';
import { startEmbedded } from '@/server/postgres';
import { startPgBouncer } from './pgbouncer';

declare module 'vitest' {
  interface ProvidedContext {
    /**
     * A Postgres on which tests may make databases, the migrated one that they copy, and where their connections go:
     * to it, or to the pooler before it.
     */
    databaseServer: { url: string; template: string; pooledUrl: string };
  }
}

/**
 * One real Postgres for all tests: the server of DATABASE_URL, or one of our own in a temporary folder. With
 * TEST_POOLER=pgbouncer, tests reach it through PgBouncer in transaction mode.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startServer();
  const template = `template_${process.pid}`;
  await createTemplate(server.url, template);
  const pooler = process.env.TEST_POOLER === 'pgbouncer' ? await startPgBouncer(server.url) : null;
  project.provide('databaseServer', { url: server.url, template, pooledUrl: pooler?.url ?? server.url });
  return async () => {
    await pooler?.stop();
    await execute(server.url, `DROP DATABASE IF EXISTS ${template}`);
    await server.stop();
  };
}

async function startServer(): Promise<{ url: string; stop(): Promise<void> }> {
  const given = process.env.DATABASE_URL;
  if (given) return { url: given, stop: async () => undefined };
  const folder = await mkdtemp(join(tmpdir(), 'tracker-tests-'));
  // An autovacuum that comes by chance holds back what a test's own VACUUM is there to remove.
  const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', autovacuum: 'off' };
  const server = await startEmbedded({ dataDir: folder, settings });
  return {
    url: server.url,
    async stop() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function createTemplate(serverUrl: string, name: string): Promise<void> {
  await execute(serverUrl, `CREATE DATABASE ${name}`);
  const pool = new Pool({ connectionString: withDatabase(serverUrl, name) });
  await migrate(pool);
  await pool.end();
}

async function execute(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(sql);
  await client.end();
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}
