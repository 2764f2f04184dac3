import { chmod, chown, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { generate } from 'selfsigned';
import { DAY_MS } from '@/lib/model/time';
import { type EmbeddedPostgres, startEmbedded } from '@/server/postgres';

const FAST = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

export interface OddPostgres {
  /** As its superuser. */
  url: string;
  /** The certificate authority of its TLS, in PEM; without TLS an empty file. */
  caFile: string;
  stop(): Promise<void>;
}

export interface OddOptions {
  /** Of the server process. */
  settings?: Record<string, string>;
  /** Serves TLS by a certificate of its own for this host name, which has expired if so said. */
  tls?: { host: string; expired?: boolean };
  /** Run as superuser on database and cluster before it is used. */
  sql?: string[];
  /** Comes before the other lines of pg_hba.conf. */
  access?: string[];
  /** Starts again as a replica of what it was. */
  replica?: boolean;
}

/** A real Postgres that is set up as an operator's own may be. */
export async function startOddPostgres(options: OddOptions = {}): Promise<OddPostgres> {
  const { tls, sql = [], access = [], replica = false } = options;
  const folder = await mkdtemp(join(tmpdir(), 'tracker-odd-'));
  // Postgres is another user where we are root.
  await chmod(folder, 0o755);
  let server = await startEmbedded({ dataDir: join(folder, 'data'), settings: FAST });
  const caFile = join(folder, 'ca.pem');
  await writeFile(caFile, '');
  const certificate = tls === undefined ? {} : await writeCertificate(server, caFile, tls);
  await run(server.url, sql);
  const hba = join(server.folder, 'data', 'pg_hba.conf');
  const given = await readFile(hba, 'utf8');
  await writeFile(hba, `${access.join('\n')}\n${given}`);
  await server.stop();
  const settings = { ...FAST, ...certificate, ...options.settings };
  if (replica) await writeFile(join(server.folder, 'data', 'standby.signal'), '');
  if (replica) await chownLike(join(server.folder, 'data'), join(server.folder, 'data', 'standby.signal'));
  server = await startEmbedded({ dataDir: join(folder, 'data'), settings });
  return {
    url: server.url,
    caFile,
    async stop() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function writeCertificate(
  { folder }: EmbeddedPostgres,
  caFile: string,
  { host, expired = false }: { host: string; expired?: boolean },
): Promise<Record<string, string>> {
  const isAddress = /^[\d.]+$/.test(host);
  const notBeforeDate = new Date(Date.now() - 10 * DAY_MS);
  const notAfterDate = new Date(Date.now() + (expired ? -1 : 10) * DAY_MS);
  const { cert, private: key } = await generate([{ name: 'commonName', value: host }], {
    keySize: 2048,
    notBeforeDate,
    notAfterDate,
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'subjectAltName', altNames: [isAddress ? { type: 7, ip: host } : { type: 2, value: host }] },
    ],
  });
  const data = join(folder, 'data');
  const files = { ssl_cert_file: join(data, 'odd.crt'), ssl_key_file: join(data, 'odd.key') };
  await writeFile(files.ssl_cert_file, cert, { mode: 0o600 });
  await writeFile(files.ssl_key_file, key, { mode: 0o600 });
  await chownLike(data, files.ssl_cert_file, files.ssl_key_file);
  await writeFile(caFile, cert);
  return { ssl: 'on', ...files };
}

async function chownLike(like: string, ...files: string[]): Promise<void> {
  const { uid, gid } = await stat(like);
  if (process.getuid?.() === 0) await Promise.all(files.map((file) => chown(file, uid, gid)));
}

async function run(url: string, statements: string[]): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}
