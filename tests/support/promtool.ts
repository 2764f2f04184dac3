import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Where it is kept once it was fetched. */
const KEPT = join('node_modules', '.cache', 'promtool');

/**
 * The path of Prometheus' own checker: the system's, or the one of Debian's package, unpacked and not installed, since
 * to install it would start a server. Throws if none can be had.
 */
export async function findPromtool(): Promise<string> {
  const onPath = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'promtool'));
  const found = [...onPath, KEPT].find((path) => existsSync(path));
  if (found !== undefined) return found;
  const folder = `${KEPT}-${process.pid}`;
  await mkdir(folder, { recursive: true });
  try {
    await download(folder);
    await rename(join(folder, 'usr', 'bin', 'promtool'), KEPT);
  } catch (error) {
    throw new Error('no promtool: install Prometheus, for instance by `apt-get install prometheus`', {
      cause: error,
    });
  } finally {
    await rm(folder, { recursive: true });
  }
  return KEPT;
}

async function download(folder: string): Promise<void> {
  // The lists may be there already, and only root may fetch them.
  await run('apt-get', ['update']).catch(() => undefined);
  await run('apt-get', ['download', 'prometheus'], { cwd: folder });
  const file = (await readdir(folder)).find((name) => name.endsWith('.deb')) ?? '';
  await run('dpkg-deb', ['-x', file, '.'], { cwd: folder });
}

/** Runs it; its exit code and all that it said. */
export async function promtool(
  path: string,
  args: string[],
  input = '',
): Promise<{ code: number; says: string }> {
  const child = spawn(path, args, { stdio: ['pipe', 'pipe', 'pipe'] });
  const ended = new Promise<number>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
  child.stdin.end(input);
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { code, says: `${out}${err}`.trim() };
}
