import { access, chmod, constants, mkdir, readdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { currentUser, systemFault } from './system-fault';

/** The folder of the installation cannot be used: one line that says what to do. */
export class DataDirError extends Error {
  override name = 'DataDirError';
}

/** Longer paths overflow a buffer of Postgres' initdb (MAXPGPATH is 1024). */
const MAX_PATH_BYTES = 900;

/** Everything that this project puts there. */
const OURS =
  /^(postgres|postgres-(password|port|programs.*)|app-secret|admin-token|mailbox|demo|start\.lock)(\.\w+)*$/;

/**
 * Makes the folder if it is not there, for its owner alone, and takes the rights of others from an existing one that
 * is ours and holds nothing else. Throws DataDirError where this process cannot use it.
 */
export async function prepareDataDir(dataDir: string): Promise<void> {
  if (Buffer.byteLength(dataDir) > MAX_PATH_BYTES || /[\n\r]/.test(dataDir)) {
    throw new DataDirError(
      `DATA_DIR is a path of ${Buffer.byteLength(dataDir)} bytes: write one of at most ${MAX_PATH_BYTES}, without line breaks`,
    );
  }
  try {
    await mkdir(dirname(dataDir), { recursive: true });
    await mkdir(dataDir, { mode: 0o700 }).catch(ignoreExisting);
    // Throws ENOTDIR for a file.
    await readdir(dataDir);
    await tighten(dataDir);
    await access(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw dataDirError(error, dataDir);
  }
}

/** The same in plain words for an error of the system; any other error as it is. */
export function dataDirError(error: unknown, path: string): unknown {
  const fault = systemFault(error);
  if (fault === null) return error;
  return new DataDirError(
    `${path} cannot be used by ${currentUser()} (${fault}): ` +
      'set DATA_DIR to a folder that this user may write, or start as the user who owns it',
    { cause: error },
  );
}

async function tighten(dataDir: string): Promise<void> {
  const { uid, mode } = await stat(dataDir);
  // Where we are root, Postgres' group may pass through (`databasePlace`).
  if ((mode & 0o067) === 0 || uid !== process.getuid?.()) return;
  if (!(await readdir(dataDir)).every((name) => OURS.test(name))) return;
  await chmod(dataDir, 0o700);
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}
