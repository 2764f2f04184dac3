import { attachDatabasePool } from '@vercel/functions';
import type { Pool } from 'pg';
import { type Env, env, SettingError } from '@/lib/platform/env';
import { log } from '@/lib/platform/log';
import { singleton } from '@/lib/platform/singleton';
import { connections } from './session';

/** The process's connections to Postgres. Throws SettingError where no DATABASE_URL is known. */
export function pool(): Pool {
  return singleton('pool', () => openPool(env()));
}

function openPool({ databaseUrl, databasePoolSize, onVercel }: Env): Pool {
  if (databaseUrl === undefined) {
    throw new SettingError(
      'DATABASE_URL is missing: write the address of a Postgres database, ' +
        'such as DATABASE_URL=postgresql://user:password@host:5432/database',
    );
  }
  const opened = connections({
    connectionString: databaseUrl,
    max: databasePoolSize,
    // pg waits for ever by default, both for a free connection and for a new one.
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: onVercel ? 5_000 : 60_000,
    keepAlive: true,
    application_name: 'crypto-metrics-tracker',
  });
  // An idle connection that breaks is replaced at the next use; without a listener it would end the process.
  opened.on('error', (error) => log().warn({ err: error }, 'an idle database connection broke'));
  // The same while one is lent out: its user learns of it by its next query.
  opened.on('connect', (client) => client.on('error', () => undefined));
  if (onVercel) attachDatabasePool(opened);
  limitStatements(opened, STATEMENT_TIMEOUT_MS);
  return opened;
}

/** Of a statement outside a transaction; those inside have their own limit (`withTransaction`). */
const STATEMENT_TIMEOUT_MS = 30_000;

/**
 * Gives up what is asked of the pool itself after so long, and its connection with it: a Postgres that hangs would keep
 * all of them. Not by `statement_timeout`, which a pooler in transaction mode refuses.
 */
export function limitStatements(pool: Pool, timeoutMs: number): void {
  const { query } = pool;
  const limited = (statement: unknown) => {
    if (typeof statement === 'string') return { text: statement, query_timeout: timeoutMs };
    const isPlain = typeof statement === 'object' && statement !== null && !('submit' in statement);
    return isPlain ? { query_timeout: timeoutMs, ...statement } : statement;
  };
  Object.assign(pool, {
    query: (statement: unknown, ...rest: unknown[]) =>
      Reflect.apply(query, pool, [limited(statement), ...rest]),
  });
}
