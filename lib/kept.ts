import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

export interface Kept {
  value: string;
  /** Where it is kept. */
  file: string;
  /** True if it was made by this call. */
  isNew: boolean;
}

/** A secret of this installation: made once, 192 random bits, kept in `<dataDir>/<name>` with mode 600. */
export async function keptSecret(dataDir: string, name: string): Promise<Kept> {
  const file = join(dataDir, name);
  const known = (await readFile(file, 'utf8').catch(() => '')).trim();
  if (known !== '') return { value: known, file, isNew: false };
  const value = randomBytes(24).toString('base64url');
  await keep(file, value);
  return { value, file, isNew: true };
}

/** Writes a small private file whole or not at all. */
export async function keep(file: string, value: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const unfinished = `${file}.${process.pid}`;
  await writeFile(unfinished, `${value}\n`, { mode: 0o600 });
  await chmod(unfinished, 0o600);
  await rename(unfinished, file);
}
