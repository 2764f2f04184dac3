import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, open, readFile, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Pool } from 'pg';
import { migrate } from '@/lib/platform/database/migrate';
import { binaries } from '@/server/postgres/binaries';
import { createCluster, postmaster } from '@/server/postgres/cluster';
import { databasePlace } from '@/server/postgres/place';
import { freePort } from '@/server/postgres/port';
import { ensureServer, type Server, stopServer, urlOf } from '@/server/postgres/server';
import { serverUser } from '@/server/postgres/server-user';

/** A real Postgres of its own, to be harmed. */
export interface HarmedPostgres {
  port: number;
  url(database: string): string;
  /** True if its disk can be filled; else its transactions are made read-only instead. */
  hasOwnDisk: boolean;
  createDatabase(name: string): Promise<void>;
  dropDatabase(name: string): Promise<void>;
  stop(how: 'fast' | 'immediate'): Promise<void>;
  /** Sees to it that it runs. */
  start(): Promise<void>;
  fill(): Promise<void>;
  free(): Promise<void>;
  /** Its last words, for people. */
  log(): Promise<string>;
  remove(): Promise<void>;
}

/** Room for two days of few markets. */
const DISK = '256m';
const TEMPLATE = 'chaos_template';

// A killed process loses nothing that the system was given, so nothing has to be forced onto the disk.
const SETTINGS = {
  fsync: 'off',
  full_page_writes: 'off',
  max_wal_size: '48MB',
  min_wal_size: '32MB',
  shared_buffers: '16MB',
  wal_level: 'minimal',
  max_wal_senders: '0',
};

export async function openPostgres(): Promise<HarmedPostgres> {
  const disk = await mkdtemp(join(tmpdir(), 'tracker-chaos-'));
  const mounted =
    spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK},mode=755`, 'tmpfs', disk]).status === 0;
  const dataDir = join(disk, 'data');
  await mkdir(dataDir);
  const place = await databasePlace(dataDir, serverUser());
  const server: Server = {
    binaries: await binaries(place.user, dataDir),
    place,
    password: 'of-a-database-that-lives-for-minutes',
    settings: SETTINGS,
  };
  await createCluster(server.binaries, place, server.password);
  const port = await ensureServer(server, await freePort());
  const url = (database: string) => urlOf(server, port, database);
  const ballast = join(disk, 'ballast');

  await execute(url('postgres'), `CREATE DATABASE ${TEMPLATE}`);
  const pool = new Pool({ connectionString: url(TEMPLATE) });
  await migrate(pool);
  await pool.end();

  return {
    port,
    url,
    hasOwnDisk: mounted,
    createDatabase: (name) => execute(url('postgres'), `CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`),
    dropDatabase: (name) => execute(url('postgres'), `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
    async stop(how) {
      if (how === 'fast') return stopServer(server);
      const running = await postmaster(place);
      if (running !== null) process.kill(running.pid, 'SIGQUIT');
    },
    async start() {
      if ((await ensureServer(server, port)) !== port) throw new Error('the database came back elsewhere');
    },
    async fill() {
      if (!mounted) return setReadOnly(url('postgres'), 'on');
      const { bavail, bsize } = await statfs(disk);
      const file = await open(ballast, 'w');
      // The last pages may be taken meanwhile.
      await file.write(Buffer.alloc(Math.max(0, bavail * bsize))).catch(() => undefined);
      await file.close();
    },
    free: () => (mounted ? rm(ballast, { force: true }) : setReadOnly(url('postgres'), 'off')),
    log: async () => (await readFile(join(place.folder, 'log'), 'utf8')).slice(-4_000),
    async remove() {
      await rm(ballast, { force: true });
      await stopServer(server);
      if (mounted) spawnSync('umount', [disk]);
      for (const folder of [place.folder, disk]) await rm(folder, { recursive: true, force: true });
    },
  };
}

async function setReadOnly(url: string, value: 'on' | 'off'): Promise<void> {
  await execute(url, `ALTER SYSTEM SET default_transaction_read_only = ${value}`);
  await execute(url, 'SELECT pg_reload_conf()');
}

async function execute(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
