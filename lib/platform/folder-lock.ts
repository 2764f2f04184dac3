import { link, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';

/**
 * Who holds a lock: a number alone may belong to another process by now, or to another machine. `startedAt` is as the
 * system counts, and empty where that is not known.
 */
const holderSchema = z.object({ pid: z.number().int().positive(), startedAt: z.string(), host: z.string() });
type Holder = z.infer<typeof holderSchema>;

const RENEW_MS = 5_000;
/** A holder on another host, which cannot be asked, is alive as long as it renewed the lock within this time. */
const EXPIRES_MS = 30_000;
const RETRY_MS = 250;

/**
 * Does `work` while this process holds the lock, which is a file; only one process does at a time. `onWait` is called
 * once if another has it. A killed holder needs no cleaning up. Rejects like `work`, or where the file cannot be made.
 */
export async function withFolderLock<T>(
  file: string,
  work: () => Promise<T>,
  { onWait = () => undefined, signal }: { onWait?: () => void; signal?: AbortSignal } = {},
): Promise<T> {
  let release = await take(file);
  if (release === null) onWait();
  while (release === null) {
    await sleep(RETRY_MS, undefined, signal === undefined ? {} : { signal });
    release = await take(file);
  }
  try {
    return await work();
  } finally {
    await release();
  }
}

/** Null while a living process has it. */
async function take(file: string): Promise<(() => Promise<void>) | null> {
  const mine = JSON.stringify(await holderOf(process.pid));
  const unfinished = `${file}.${process.pid}`;
  await writeFile(unfinished, mine);
  try {
    if (!(await create(unfinished, file, mine))) {
      await clearIfDead(file);
      if (!(await create(unfinished, file, mine))) return null;
    }
  } finally {
    await rm(unfinished, { force: true });
  }
  const renewal = setInterval(
    () => void utimes(file, new Date(), new Date()).catch(() => undefined),
    RENEW_MS,
  );
  renewal.unref();
  return async () => {
    clearInterval(renewal);
    if ((await readFile(file, 'utf8').catch(() => '')) === mine) await rm(file, { force: true });
  };
}

/** False if it is there already. */
async function create(unfinished: string, file: string, content: string): Promise<boolean> {
  const isThere = (error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST') return false;
    throw error;
  };
  return link(unfinished, file).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') return false;
      // A file system without links.
      return writeFile(file, content, { flag: 'wx' }).then(() => true, isThere);
    },
  );
}

/** Removes the lock of a process that has ended. Of several that notice it, one does. */
async function clearIfDead(file: string): Promise<void> {
  const seen = await readFile(file, 'utf8').catch(() => null);
  if (seen === null || (await isAlive(seen, file))) return;
  const aside = `${file}.${process.pid}.old`;
  await rename(file, aside).catch(() => undefined);
  // Another process was faster, and this is its lock: put it back.
  const moved = await readFile(aside, 'utf8').catch(() => null);
  if (moved !== null && moved !== seen) await link(aside, file).catch(() => undefined);
  await rm(aside, { force: true });
}

async function isAlive(content: string, file: string): Promise<boolean> {
  const holder = parse(content);
  if (holder?.host !== hostname()) {
    const renewedMs = (await stat(file).catch(() => null))?.mtimeMs ?? 0;
    return Date.now() - renewedMs < EXPIRES_MS;
  }
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  return (await holderOf(holder.pid)).startedAt === holder.startedAt;
}

function parse(content: string): Holder | null {
  try {
    return holderSchema.parse(JSON.parse(content));
  } catch {
    return null;
  }
}

async function holderOf(pid: number): Promise<Holder> {
  const fields = (await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ''))
    .replace(/^.*\)/s, '')
    .trim()
    .split(' ');
  return { pid, startedAt: fields[19] ?? '', host: hostname() };
}
