import { access, chown, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { ifMissing, systemFault } from '@/lib/platform/system-fault';
import type { Binaries } from './binaries';
import { command } from './command';
import { EmbeddedError } from './error';
import type { Place } from './place';

export const SUPERUSER = 'postgres';

/** Makes the cluster's files, if they are not there yet. True if it made them. */
export async function createCluster({ initdb }: Binaries, place: Place, password: string): Promise<boolean> {
  const data = dataOf(place);
  if (await access(join(data, 'PG_VERSION')).then(() => true, isMissing)) return false;
  // Made aside and renamed when whole, so that nothing half made is taken for a database.
  const unfinished = `${data}.unfinished`;
  const passwordFile = join(place.folder, 'password');
  await rm(unfinished, { recursive: true, force: true });
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  if (place.user !== null) await chown(passwordFile, place.user.uid, place.user.gid);
  try {
    await command(
      initdb,
      [
        // Relative, as everywhere: Postgres passes paths to a shell, which must not see what they contain.
        `--pgdata=${basename(unfinished)}`,
        `--username=${SUPERUSER}`,
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale=C',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
      ],
      place,
    );
  } finally {
    await rm(passwordFile, { force: true });
  }
  await rename(unfinished, data);
  return true;
}

export function dataOf({ folder }: Place): string {
  return join(folder, 'data');
}

export function logOf({ folder }: Place): string {
  return join(folder, 'log');
}

export interface Postmaster {
  pid: number;
  port: number;
}

/** The server that last wrote its name into this cluster, alive or not; null if it was stopped in order. */
export async function postmaster(place: Place): Promise<Postmaster | null> {
  const lines = (await readFile(pidFileOf(place), 'utf8').catch(ifMissing(''))).split('\n');
  const pid = Number.parseInt(lines[0] ?? '', 10);
  const port = Number.parseInt(lines[3] ?? '', 10);
  return pid > 0 ? { pid, port } : null;
}

export function pidFileOf(place: Place): string {
  return join(dataOf(place), 'postmaster.pid');
}

/** EACCES must not look like an empty folder. */
function isMissing(error: NodeJS.ErrnoException): false {
  if (error.code === 'ENOENT') return false;
  throw new EmbeddedError(
    `the database cannot be read (${systemFault(error) ?? error.message}): start this as the user who made it`,
    { cause: error },
  );
}
