import { spawnSync } from 'node:child_process';
import { chmod, mkdir } from 'node:fs/promises';
import { EmbeddedError, OR_ELSEWHERE } from './error';

/** Whom Postgres runs as when we are root, since it refuses to run as root. */
export interface ServerUser {
  name: string;
  uid: number;
  gid: number;
}

/** Where root keeps what the server's user must reach, if the project's own folders are closed to it. */
export const STATE_DIR = '/var/lib/crypto-metrics-tracker';

/** Makes STATE_DIR, which every user may enter whatever this process's umask is. */
export async function makeStateDir(): Promise<string> {
  await mkdir(STATE_DIR, { recursive: true });
  await chmod(STATE_DIR, 0o755);
  return STATE_DIR;
}

/** Null unless we are root: then `postgres`, created if need be, or else `nobody`. Throws EmbeddedError. */
export function serverUser(): ServerUser | null {
  if (process.getuid?.() !== 0) return null;
  const known = lookUp('postgres');
  if (known !== null) return known;
  run('groupadd', '--system', 'postgres');
  run('useradd', '--system', '--gid', 'postgres', '--no-create-home', 'postgres');
  const user = lookUp('postgres') ?? lookUp('nobody');
  if (user === null) {
    throw new EmbeddedError(
      `Postgres will not run as root, and no user \`postgres\` could be created: start this as another user, ${OR_ELSEWHERE}`,
    );
  }
  return user;
}

/** True if the user may enter this folder; asks the system, since modes alone do not tell (parents, ACLs). */
export function enters(user: ServerUser, folder: string): boolean {
  const { status } = spawnSync('/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder], {
    uid: user.uid,
    gid: user.gid,
    cwd: '/',
    stdio: 'ignore',
  });
  return status === 0;
}

function lookUp(name: string): ServerUser | null {
  const uid = Number.parseInt(run('id', '-u', name), 10);
  const gid = Number.parseInt(run('id', '-g', name), 10);
  return Number.isNaN(uid) || Number.isNaN(gid) || uid === 0 ? null : { name, uid, gid };
}

function run(command: string, ...args: string[]): string {
  return spawnSync(command, args, { encoding: 'utf8' }).stdout ?? '';
}
