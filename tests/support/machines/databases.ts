import type { OddOptions, OddPostgres } from './odd-postgres';

/** What an attempt to use a database comes to. */
export type Verdict =
  /** It is migrated, and the service runs. */
  | { starts: true }
  /** It ends at once with one line. */
  | { refuses: RegExp }
  /** It serves, says so in one line, and tries again. */
  | { waits: RegExp };

interface DatabaseRow {
  name: string;
  url(server: OddPostgres): string;
  verdict: Verdict;
}

/** Databases by the server that they are on. `hush` is every password, and may be in no line. */
export interface DatabaseTable {
  server: string;
  options: OddOptions;
  rows: DatabaseRow[];
}

interface Changes {
  user?: string;
  password?: string;
  database?: string;
  host?: string;
  port?: number;
  query?: Record<string, string>;
}

function change({ url }: OddPostgres, changes: Changes): string {
  const changed = new URL(url);
  if (changes.user !== undefined) changed.username = changes.user;
  if (changes.user !== undefined) changed.password = changes.password ?? 'hush';
  if (changes.database !== undefined) changed.pathname = `/${changes.database}`;
  if (changes.host !== undefined) changed.hostname = changes.host;
  if (changes.port !== undefined) changed.port = String(changes.port);
  for (const [name, value] of Object.entries(changes.query ?? {})) changed.searchParams.set(name, value);
  return changed.href;
}

const user = (name: string, ...more: string[]) => [`CREATE ROLE ${name} LOGIN PASSWORD 'hush'`, ...more];
const owned = (name: string, ...more: string[]) =>
  user(name, `CREATE DATABASE ${name} OWNER ${name}`, ...more);

const row = (name: string, changes: Changes, verdict: Verdict): DatabaseRow => ({
  name,
  url: (server) => change(server, changes),
  verdict,
});
const own = (name: string, changes: Changes = {}) => ({ user: name, database: name, ...changes });
const tls = (name: string, server: (server: OddPostgres) => Record<string, string>, verdict: Verdict) => ({
  name,
  url: (odd: OddPostgres) => change(odd, own('bob', { query: server(odd) })),
  verdict,
});

const STARTS: Verdict = { starts: true };
const UNTRUSTED = /its certificate is not trusted \(.*\): add sslrootcert=.* sslmode=no-verify$/;

export const DATABASES: DatabaseTable[] = [
  {
    server: 'without TLS',
    options: {
      sql: [
        ...owned('bob'),
        ...user('norights'),
        ...owned('nowhere', 'ALTER ROLE nowhere SET search_path = nothing'),
        ...owned('few', 'ALTER ROLE few CONNECTION LIMIT 3'),
        ...owned('never', 'ALTER ROLE never CONNECTION LIMIT 0'),
        ...owned('crowded', 'ALTER DATABASE crowded CONNECTION LIMIT 4'),
        ...owned('closed', 'ALTER DATABASE closed ALLOW_CONNECTIONS false'),
        ...owned('reader', 'ALTER ROLE reader SET default_transaction_read_only = on'),
        ...owned('sleeper', 'ALTER ROLE sleeper NOLOGIN'),
        ...owned('rejected'),
      ],
      access: ['host all rejected all reject'],
    },
    rows: [
      row('one that is as it should be', own('bob'), STARTS),
      row(
        'with the schema that Prisma names by default',
        own('bob', { query: { schema: 'public' } }),
        STARTS,
      ),
      row('a wrong password', own('bob', { password: 'wrong-hush' }), {
        refuses: /password authentication failed for user "bob": correct user and password in DATABASE_URL$/,
      }),
      row('no password', own('bob', { password: '' }), { refuses: /it asks for a password: write it into/ }),
      row(
        'an unknown user',
        { user: 'unknown' },
        { refuses: /password authentication failed for user "unknown"/ },
      ),
      row('an unknown database', own('bob', { database: 'missing' }), {
        refuses: /database "missing" does not exist: create it, or correct its name in DATABASE_URL$/,
      }),
      row(
        'no right to create tables',
        { user: 'norights' },
        {
          refuses:
            /permission denied for schema public: make the user .* owner .* GRANT CREATE ON SCHEMA public/,
        },
      ),
      row('a search path that leads nowhere', own('nowhere'), {
        refuses: /new tables would go nowhere instead of "public"/,
      }),
      row('three connections', own('few'), {
        refuses: /it allows "few" only 3 connections: raise the limit to 6 or more$/,
      }),
      row('a crowded database', own('crowded'), { refuses: /it allows "crowded" only 4 connections/ }),
      row('no connection', own('never'), { waits: /too many connections for role "never"; raise its limit/ }),
      row('a database that takes no connections', own('closed'), {
        refuses: /database "closed" is not currently accepting connections$/,
      }),
      // Each transaction says by itself that it writes.
      row('a user whose transactions only read by default', own('reader'), STARTS),
      row('a user that may not log in', own('sleeper'), {
        refuses: /role "sleeper" is not permitted to log in: use a user/,
      }),
      row('a user that is kept out', own('rejected'), {
        refuses: /pg_hba.conf rejects connection .*: use a user that may/,
      }),
      row('TLS asked for', own('bob', { query: { sslmode: 'require' } }), {
        refuses:
          /it offers no TLS, which DATABASE_URL asks for by sslmode: turn it on there, or write sslmode=disable$/,
      }),
      row('nobody listening', own('bob', { port: 1 }), { waits: /connect ECONNREFUSED/ }),
      row('a host that nobody knows', own('bob', { host: 'db.invalid' }), {
        waits: /getaddrinfo (ENOTFOUND|EAI_AGAIN) db\.invalid/,
      }),
    ],
  },
  {
    server: 'whose user has a schema of his own name',
    options: { sql: [...owned('bob'), 'CREATE SCHEMA postgres'] },
    rows: [
      row(
        'tables would go there',
        {},
        {
          refuses:
            /would go to the schema "postgres" instead of "public": run ALTER ROLE "postgres" SET search_path = public/,
        },
      ),
    ],
  },
  {
    server: 'with a private certificate',
    options: { tls: { host: '127.0.0.1' }, sql: owned('bob'), access: ['hostnossl all bob all reject'] },
    rows: [
      tls('not encrypted', () => ({}), {
        refuses:
          /(it takes encrypted connections only: add \?sslmode=require to DATABASE_URL|rejects connection.*)$/,
      }),
      ...['require', 'prefer', 'verify-ca', 'verify-full'].map((sslmode) =>
        tls(`sslmode=${sslmode}`, () => ({ sslmode }), { refuses: UNTRUSTED }),
      ),
      tls('sslmode=no-verify', () => ({ sslmode: 'no-verify' }), STARTS),
      tls('its authority named', ({ caFile }) => ({ sslmode: 'require', sslrootcert: caFile }), STARTS),
      tls('a missing file named', () => ({ sslmode: 'require', sslrootcert: '/nowhere/ca.pem' }), {
        refuses:
          /a file of DATABASE_URL cannot be read \(ENOENT.*\/nowhere\/ca\.pem.*\): correct sslrootcert/,
      }),
      tls('a folder named', () => ({ sslmode: 'require', sslrootcert: '/' }), {
        refuses: /a file of DATABASE_URL cannot be read \(EISDIR.*\): correct sslrootcert/,
      }),
      tls(
        'a file named that is no certificate',
        () => ({ sslmode: 'require', sslrootcert: 'package.json' }),
        {
          refuses: /(its certificate is not trusted|is not in PEM format)/,
        },
      ),
    ],
  },
  {
    server: 'with the certificate of another host',
    options: { tls: { host: 'db.example' }, sql: owned('bob') },
    rows: [
      tls('its authority named', ({ caFile }) => ({ sslmode: 'require', sslrootcert: caFile }), {
        refuses: /its certificate is for another host name \(.*\): use that name in DATABASE_URL$/,
      }),
    ],
  },
  {
    server: 'with an expired certificate',
    options: { tls: { host: '127.0.0.1', expired: true }, sql: owned('bob') },
    rows: [
      tls('its authority named', ({ caFile }) => ({ sslmode: 'require', sslrootcert: caFile }), {
        refuses: /certificate has expired: renew its certificate$/,
      }),
    ],
  },
  {
    server: 'with few connections',
    options: {
      settings: { max_connections: '8', superuser_reserved_connections: '3', max_wal_senders: '0' },
      sql: owned('bob'),
    },
    rows: [
      row('five', own('bob'), {
        refuses: /it allows "bob" only 5 connections: raise the limit to 6 or more$/,
      }),
    ],
  },
  {
    server: 'that is a replica',
    options: { replica: true, sql: owned('bob') },
    rows: [row('read-only', own('bob'), { waits: /during recovery; a replica: .* primary server/ })],
  },
];
