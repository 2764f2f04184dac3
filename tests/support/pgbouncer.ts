import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { freePort } from '@/server/postgres';
import { serverUser } from '@/server/postgres/server-user';

const run = promisify(execFile);

/** Where it is kept once it was fetched. */
const KEPT = join('node_modules', '.cache', 'pgbouncer');
const INSTALLED = '/usr/sbin/pgbouncer';
const STARTS_WITHIN = 50;

export interface PgBouncer {
  url: string;
  stop(): Promise<void>;
}

/** PgBouncer in transaction mode before any database of the Postgres at `serverUrl`. Throws if none can be had. */
export async function startPgBouncer(serverUrl: string): Promise<PgBouncer> {
  const program = await findProgram();
  const { hostname, port, username, password } = new URL(serverUrl);
  const folder = await mkdtemp(join(tmpdir(), 'tracker-pgbouncer-'));
  const ownPort = await freePort();
  const config = `[databases]
* = host=${hostname} port=${port} user=${username} password=${decodeURIComponent(password)}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${ownPort}
unix_socket_dir =
auth_type = any
pool_mode = transaction
max_client_conn = 500
default_pool_size = 20
server_idle_timeout = 30
server_login_retry = 1
query_wait_timeout = 5
`;
  await writeFile(join(folder, 'pgbouncer.ini'), config);
  // It refuses to run as root.
  const user = serverUser();
  if (user !== null) {
    await chmod(folder, 0o755);
    await chown(join(folder, 'pgbouncer.ini'), user.uid, user.gid);
  }
  const child: ChildProcess = spawn(program.path, ['-q', join(folder, 'pgbouncer.ini')], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, LD_LIBRARY_PATH: program.libraries },
    cwd: '/',
    ...(user !== null && { uid: user.uid, gid: user.gid }),
  });
  const url = new URL(serverUrl);
  url.port = String(ownPort);
  await answers(url.href, child);
  return {
    url: url.href,
    async stop() {
      child.kill('SIGKILL');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function answers(url: string, child: ChildProcess): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    const client = new Client({ connectionString: url });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.query('SELECT 1');
      return;
    } catch (error) {
      if (tries === STARTS_WITHIN || child.exitCode !== null) throw error;
      await sleep(100);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}

/** The system's, or that of Debian's packages, unpacked and not installed, since to install it would start a server. */
async function findProgram(): Promise<{ path: string; libraries: string }> {
  if (existsSync(INSTALLED)) return { path: INSTALLED, libraries: '' };
  const user = serverUser();
  // The server's user may not enter the project's folders.
  const kept = user === null ? KEPT : '/var/lib/crypto-metrics-tracker/pgbouncer';
  if (!existsSync(kept)) {
    const folder = `${kept}-${process.pid}`;
    await mkdir(folder, { recursive: true });
    try {
      await run('apt-get', ['update']).catch(() => undefined);
      await run('apt-get', ['download', 'pgbouncer', 'libc-ares2', 'libevent-2.1-7'], { cwd: folder });
      for (const file of await readdir(folder)) await run('dpkg-deb', ['-x', file, '.'], { cwd: folder });
      await rename(folder, kept);
    } catch (error) {
      throw new Error('no PgBouncer: install it, for instance by `apt-get install pgbouncer`', {
        cause: error,
      });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  const triplets = await readdir(join(kept, 'usr', 'lib'));
  const libraries = triplets.map((name) => join(kept, 'usr', 'lib', name)).join(':');
  return { path: join(kept, 'usr', 'sbin', 'pgbouncer'), libraries };
}
