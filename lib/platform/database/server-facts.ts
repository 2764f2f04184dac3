import type { Pool } from 'pg';

/** A server on which this program cannot run, in one line that says why and what to do. */
export class UnusableServerError extends Error {
  override name = 'UnusableServerError';
}

/** What a server and its settings for our user decide about whether this program can run on it. */
export interface ServerFacts {
  /** As in `150004`. */
  version: number;
  /** As in `15.4 (Debian 15.4-2)`. */
  versionName: string;
  user: string;
  /** Where new tables go; null if no schema of the search path exists. */
  schema: string | null;
  /** How many connections our user may have at most. */
  maxConnections: number;
  /** How the database stores text; absent: not asked. */
  encoding?: string;
}

/** Asks the server. Throws UnusableServerError where this program cannot run; rejects as any query does. */
export async function requireUsableServer(pool: Pool): Promise<ServerFacts> {
  const facts = await readServerFacts(pool);
  const refusal = refusalOf(facts);
  if (refusal !== null) throw new UnusableServerError(refusal);
  return facts;
}

async function readServerFacts(pool: Pool): Promise<ServerFacts> {
  const { rows } = await pool.query<ServerFacts>(
    `SELECT current_setting('server_version_num')::int AS version,
            current_setting('server_version') AS "versionName",
            current_user AS "user",
            current_schema() AS schema,
            pg_encoding_to_char(encoding) AS encoding,
            least(
              current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int,
              CASE WHEN rolconnlimit >= 0 AND NOT rolsuper THEN rolconnlimit END,
              CASE WHEN datconnlimit >= 0 AND NOT rolsuper THEN datconnlimit END
            ) AS "maxConnections"
     FROM pg_roles, pg_database
     WHERE rolname = current_user AND datname = current_database()`,
  );
  const [facts] = rows;
  if (facts === undefined) throw new Error('the server does not know its own user');
  return facts;
}

const MIN_VERSION = 140_000;
/** The smallest pool and the collector's own; below it, requests wait for one another. */
const MIN_CONNECTIONS = 6;

/** Returns why this program cannot run there, and what to do; null if it can. */
export function refusalOf(facts: ServerFacts): string | null {
  const { version, versionName, user, schema, maxConnections, encoding = 'UTF8' } = facts;
  if (version < MIN_VERSION) return `it is PostgreSQL ${versionName}, too old: use version 14 or newer`;
  if (schema !== 'public') {
    const where = schema === null ? 'nowhere' : `to the schema "${schema}"`;
    return (
      `new tables would go ${where} instead of "public": ` +
      `run ALTER ROLE "${user}" SET search_path = public, or use another user`
    );
  }
  if (encoding !== 'UTF8') {
    return (
      `it stores text as ${encoding}, which has not all characters: ` +
      `make another with CREATE DATABASE name ENCODING 'UTF8' TEMPLATE template0`
    );
  }
  if (maxConnections < MIN_CONNECTIONS) {
    return `it allows "${user}" only ${maxConnections} connections: raise the limit to ${MIN_CONNECTIONS} or more`;
  }
  return null;
}

/** Returns a line about a limit that may be reached, if this program opens up to `wanted` connections; or null. */
export function connectionWarning({ maxConnections }: ServerFacts, wanted: number): string | null {
  if (maxConnections >= wanted) return null;
  return (
    `database: it allows ${maxConnections} connections, and this server opens up to ${wanted}: ` +
    'raise the limit there, or lower DATABASE_POOL_SIZE'
  );
}
