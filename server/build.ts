import { access, constants, readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { withFolderLock } from '@/lib/platform/folder-lock';
import { currentUser, systemFault } from '@/lib/platform/system-fault';
import { runProgram } from './child';
import { availableMemoryMb } from './memory';
import { StartError, say } from './say';
import { START_LOCK } from './start-lock';

const SOURCES = [
  'app',
  'components',
  'lib',
  'public',
  'prisma/schema.prisma',
  'instrumentation.ts',
  'proxy.ts',
  'next.config.ts',
  'postcss.config.mjs',
  'package-lock.json',
  'tsconfig.json',
];

/** Made from the schema, which counts instead. */
const GENERATED = join('lib', 'db', 'generated');

/** Written last by `next build`, which clears its folder first: a broken-off build has none. */
const BUILT = '.next/export-marker.json';

/** What `next build` has used at most, with some room (`OPERATIONS.md` says how it was measured). */
const BUILD_MB = 1_400;
const ELSEWHERE =
  'add memory or swap, or run npm ci && npm run build on another machine and copy the folder here';

/**
 * Builds the app, only if its build is older than what it is made from. Of several processes one builds, and the others
 * wait for it. Throws StartError where it cannot be built here.
 */
export async function buildIfStale(signal: AbortSignal): Promise<void> {
  if (await isBuilt()) return say('app: built already');
  await requireWritable();
  await withFolderLock(START_LOCK, () => build(signal), {
    signal,
    onWait: () => say('app: another process is building it; waiting for it'),
  });
}

async function build(signal: AbortSignal): Promise<void> {
  if (await isBuilt()) return say('app: built by another process');
  const freeMb = await availableMemoryMb();
  if (freeMb !== null && freeMb < BUILD_MB) {
    throw new StartError(
      `building the app needs ${BUILD_MB} MB of memory, and ${freeMb} MB are free: ${ELSEWHERE}; npm run build tries it all the same`,
    );
  }
  say('app: building, which takes about a minute');
  const startedAt = performance.now();
  await runProgram('next build', 'node_modules/next/dist/bin/next', ['build'], signal, ELSEWHERE);
  say(`app: built in ${Math.round((performance.now() - startedAt) / 1000)} s`);
}

async function isBuilt(): Promise<boolean> {
  return (await newest(BUILT)) >= Math.max(...(await Promise.all(SOURCES.map(newest))));
}

async function requireWritable(): Promise<void> {
  for (const folder of ['.', '.next']) {
    const fault = await stat(folder)
      .then(() => access(folder, constants.W_OK))
      .then(() => null, systemFault);
    if (fault === null || (folder === '.next' && (await newest(folder)) === 0)) continue;
    throw new StartError(
      `the app has to be built, and ${currentUser()} may not write ${resolve(folder)} (${fault}): run npm run build as the user who installed it`,
    );
  }
}

/** The newest change below a path, ms since the epoch; folders count too, since a removal changes them. 0: none. */
async function newest(path: string): Promise<number> {
  const found = await stat(path).catch(() => null);
  if (found === null) return 0;
  if (!found.isDirectory()) return found.mtimeMs;
  if (path === GENERATED) return 0;
  const inside = await Promise.all((await readdir(path)).map((name) => newest(join(path, name))));
  return Math.max(found.mtimeMs, ...inside);
}
