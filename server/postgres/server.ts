import { readFile, rm, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { ifMissing } from '@/lib/platform/system-fault';
import type { Binaries } from './binaries';
import { dataOf, logOf, pidFileOf, postmaster, SUPERUSER } from './cluster';
import { command, errorLines } from './command';
import { EmbeddedError } from './error';
import type { Place } from './place';
import { freePort, isFree } from './port';

export interface Server {
  binaries: Binaries;
  place: Place;
  password: string;
  /** Settings of the server process, such as `fsync: 'off'`. */
  settings: Record<string, string>;
}

const ALWAYS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  timezone: 'UTC',
  log_timezone: 'UTC',
};

const LOG_LIMIT_BYTES = 5_000_000;

/**
 * Sees to it that a server runs on the cluster, and gives its port. A server that survived its starter is used;
 * one that does not answer is stopped; what a killed one left is cleared. `wishedPort` is used if it is free.
 */
export async function ensureServer(server: Server, wishedPort: number): Promise<number> {
  const left = await postmaster(server.place);
  if (left !== null) {
    if (await answers(server, left.port)) return left.port;
    await clear(server, left.pid);
  }
  const port = (await isFree(wishedPort, '127.0.0.1')) ? wishedPort : await freePort();
  await start(server, port);
  return port;
}

export function urlOf({ password }: Server, port: number, database: string): string {
  return addressOf(password, port, database);
}

export function addressOf(password: string, port: number, database: string): string {
  return `postgresql://${SUPERUSER}:${password}@127.0.0.1:${port}/${database}`;
}

/** Ends the server in order; backends that do not end are cut off. */
export async function stopServer({ binaries, place }: Server): Promise<void> {
  const stop = (mode: string) =>
    command(binaries.pgCtl, ['stop', '-w', '-t', '20', '-m', mode, '-D', basename(dataOf(place))], place);
  if ((await postmaster(place)) === null) return;
  await stop('fast')
    .catch(() => stop('immediate'))
    .catch(async (error) => {
      if ((await postmaster(place)) !== null) throw error;
    });
}

async function answers(server: Server, port: number): Promise<boolean> {
  const client = new Client({
    connectionString: urlOf(server, port, 'postgres'),
    connectionTimeoutMillis: 3_000,
    query_timeout: 3_000,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ folder: string }>(
      `SELECT current_setting('data_directory') AS folder`,
    );
    return rows[0]?.folder === dataOf(server.place);
  } catch (error) {
    if (isOurShortage(error)) throw error;
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function clear(server: Server, pid: number): Promise<void> {
  if (!isAlive(pid)) return;
  if (await isPostgres(pid)) await stopServer(server);
  // Another program has the number now. Postgres would take it for the server, and refuse to start.
  else await rm(pidFileOf(server.place), { force: true });
}

async function start(server: Server, port: number): Promise<void> {
  const { binaries, place, settings } = server;
  const log = logOf(place);
  let { size } = await stat(log).catch(() => ({ size: 0 }));
  if (size > LOG_LIMIT_BYTES) {
    await rm(log);
    size = 0;
  }
  const options = Object.entries({ ...ALWAYS, ...settings }).map(([name, value]) => `-c ${name}=${value}`);
  const args = [
    'start',
    '-w',
    '-t',
    '60',
    '-D',
    basename(dataOf(place)),
    '-l',
    basename(log),
    '-o',
    [`-p ${port}`, ...options].join(' '),
  ];
  // The parts of a killed server take a moment to notice; until then its memory counts as in use.
  for (let tries = 0; ; tries += 1) {
    try {
      return await command(binaries.pgCtl, args, place);
    } catch (error) {
      if (tries === 20) throw new EmbeddedError(await startFailure(error, log, size), { cause: error });
      await sleep(500);
    }
  }
}

/** What the server has written into its log since it had this size; where it did not get so far, the error. */
async function startFailure(error: unknown, log: string, since: number): Promise<string> {
  const wrote = errorLines(
    (await readFile(log).catch(() => Buffer.alloc(0))).subarray(since).toString('utf8'),
  );
  if (wrote === '') return error instanceof Error ? error.message : String(error);
  return `Postgres does not start: ${wrote} (see ${log})`;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** By the system's list of processes; where there is none, yes. */
async function isPostgres(pid: number): Promise<boolean> {
  if (process.platform !== 'linux') return true;
  return (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(ifMissing(''))).includes('postgres');
}

/** True where this process has no file descriptors left: that says nothing of a server. */
function isOurShortage(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'EMFILE' || error.code === 'ENFILE');
}
