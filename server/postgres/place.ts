import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, readlink, stat, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { enters, makeStateDir, type ServerUser } from './server-user';

export interface Place {
  /** The folder of everything that Postgres writes. */
  folder: string;
  /** Whom Postgres runs as; null: as ourselves. */
  user: ServerUser | null;
}

/**
 * Where the database of `dataDir`, which is there, lies: `<dataDir>/postgres`. Where the server's user cannot enter `dataDir` (below
 * /root, say), a folder in STATE_DIR, to which a link in `dataDir` leads.
 */
export async function databasePlace(dataDir: string, user: ServerUser | null): Promise<Place> {
  const folder = join(dataDir, 'postgres');
  if (user === null) {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return { folder, user };
  }
  const linked = await readlink(folder).catch(() => null);
  if (linked !== null) return open(linked, user);
  // Only our own folder is opened, to the server's group alone, and never its parents.
  if (!enters(user, dataDir) && enters(user, dirname(dataDir))) {
    await chown(dataDir, 0, user.gid);
    await chmod(dataDir, 0o710);
  }
  if (enters(user, dataDir)) return open(folder, user);
  const elsewhere = join(await makeStateDir(), randomBytes(6).toString('hex'));
  const place = await open(elsewhere, user);
  await symlink(elsewhere, folder);
  return place;
}

async function open(folder: string, user: ServerUser): Promise<Place> {
  await mkdir(folder, { recursive: true });
  const { uid, gid } = await stat(folder);
  // A database that another user made stays that user's.
  if (uid !== 0) return { folder, user: uid === user.uid ? user : { name: `number ${uid}`, uid, gid } };
  await chown(folder, user.uid, user.gid);
  await chmod(folder, 0o700);
  return { folder, user };
}
