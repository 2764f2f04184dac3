import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { runProgram } from './child';
import { say } from './say';

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

/** Builds the app, only if its build is older than what it is made from. Throws StartError. */
export async function buildIfStale(signal: AbortSignal): Promise<void> {
  if ((await newest(BUILT)) >= Math.max(...(await Promise.all(SOURCES.map(newest)))))
    return say('app: built already');
  say('app: building, which takes about a minute');
  const startedAt = performance.now();
  await runProgram('next build', 'node_modules/next/dist/bin/next', ['build'], signal);
  say(`app: built in ${Math.round((performance.now() - startedAt) / 1000)} s`);
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
