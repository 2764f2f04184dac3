import { randomBytes } from 'node:crypto';
import { chmod, link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DataDirError, dataDirError } from './data-dir';
import { MIN_SECRET_LENGTH } from './setting-kinds';
import { ifMissing } from './system-fault';

export interface Kept {
  value: string;
  /** Where it is kept. */
  file: string;
  /** True if it was made by this call. */
  isNew: boolean;
}

/**
 * A secret of this installation: made once, 192 random bits, kept in `<dataDir>/<name>` with mode 600. Processes that
 * make it at once agree on one. Throws DataDirError where it cannot be read or written, or is too short.
 */
export async function keptSecret(dataDir: string, name: string): Promise<Kept> {
  const file = join(dataDir, name);
  try {
    const known = await readKept(file);
    if (known !== null) return { value: known, file, isNew: false };
    const value = randomBytes(24).toString('base64url');
    const isNew = await create(file, value);
    return { value: isNew ? value : ((await readKept(file)) ?? value), file, isNew };
  } catch (error) {
    throw dataDirError(error, file);
  }
}

/** Writes a small private file whole or not at all. */
export async function keep(file: string, value: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const unfinished = await writeUnfinished(file, value);
  await rename(unfinished, file);
}

/** Null if it is not there, or empty. One that cannot be read must not be made again: links in emails depend on it. */
async function readKept(file: string): Promise<string | null> {
  const known = await readFile(file, 'utf8').catch(ifMissing(''));
  const value = known.trim();
  if (value !== '' && value.length < MIN_SECRET_LENGTH) {
    throw new DataDirError(
      `${file} holds less than ${MIN_SECRET_LENGTH} characters: write a longer secret, or delete it`,
    );
  }
  return value === '' ? null : value;
}

/** False if another process was first. */
async function create(file: string, value: string): Promise<boolean> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const unfinished = await writeUnfinished(file, value);
  try {
    await link(unfinished, file);
    return true;
  } catch (error) {
    if (
      error instanceof Error &&
      'code' in error &&
      error.code === 'EEXIST' &&
      (await readKept(file)) !== null
    ) {
      return false;
    }
    // An empty file, or a file system without links.
    await rename(unfinished, file);
    return true;
  } finally {
    await rm(unfinished, { force: true });
  }
}

async function writeUnfinished(file: string, value: string): Promise<string> {
  const unfinished = `${file}.${randomBytes(6).toString('hex')}`;
  await writeFile(unfinished, `${value}\n`, { mode: 0o600 });
  await chmod(unfinished, 0o600);
  return unfinished;
}
