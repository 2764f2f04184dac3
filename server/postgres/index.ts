import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { dataDirError, prepareDataDir } from '@/lib/platform/data-dir';
import { withFolderLock } from '@/lib/platform/folder-lock';
import { keep, keptSecret } from '@/lib/platform/kept';
import { ifMissing } from '@/lib/platform/system-fault';
import { binaries } from './binaries';
import { claim } from './claim';
import { createCluster } from './cluster';
import { Guard } from './guard';
import { databasePlace } from './place';
import { freePort } from './port';
import { addressOf, ensureServer, type Server, stopServer, urlOf } from './server';
import { serverUser } from './server-user';

export { InUseError } from './claim';
export { EmbeddedError } from './error';
export { freePort, isFree, listenFault } from './port';

const DATABASE = 'tracker';

export interface EmbeddedOptions {
  dataDir: string;
  /** Settings of the server process, such as `{ fsync: 'off' }` for tests. */
  settings?: Record<string, string>;
  /** Told in a line what was done when the server had died, or why it could not be. */
  report?: (line: string) => void;
}

export interface EmbeddedPostgres {
  url: string;
  /** Where its files are. */
  folder: string;
  /** True if its files were made by this call. */
  isNew: boolean;
  /** Ends the server. */
  stop(): Promise<void>;
}

/**
 * Starts the Postgres of `dataDir`, or adopts the one that an earlier process left running, and keeps it running
 * until `stop`. Throws InUseError if another process uses it, DataDirError or EmbeddedError where it cannot run.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const dataDir = resolve(options.dataDir);
  await prepareDataDir(dataDir);
  const report = options.report ?? (() => undefined);
  try {
    // Two first starts at once would make the same cluster; who comes second finds it in use.
    return await withFolderLock(join(dataDir, 'start.lock'), () => startAlone(dataDir, options, report), {
      onWait: () => report(`another process is starting in ${dataDir}; waiting for it`),
    });
  } catch (error) {
    throw dataDirError(error, dataDir);
  }
}

async function startAlone(
  dataDir: string,
  options: EmbeddedOptions,
  report: (line: string) => void,
): Promise<EmbeddedPostgres> {
  const place = await databasePlace(dataDir, serverUser());
  const { value: password } = await keptSecret(dataDir, 'postgres-password');
  const server: Server = {
    binaries: await binaries(place.user, dataDir),
    place,
    password,
    settings: options.settings ?? {},
  };
  const isNew = await createCluster(server.binaries, place, password);
  const port = await ensureServer(server, await keptPort(dataDir));
  await keep(join(dataDir, 'postgres-port'), String(port));
  const claimed = await claim(urlOf(server, port, 'postgres'), DATABASE);
  const guard = new Guard(server, port, DATABASE, report);
  guard.watch(claimed);
  return {
    url: urlOf(server, port, DATABASE),
    folder: place.folder,
    isNew,
    async stop() {
      await guard.end();
      await stopServer(server);
    },
  };
}

/** The address of the server that another process started on this folder. It ends when that process does. */
export async function runningUrl(folder: string): Promise<string> {
  const dataDir = resolve(folder);
  const { value: password } = await keptSecret(dataDir, 'postgres-password');
  return addressOf(password, await keptPort(dataDir), DATABASE);
}

async function keptPort(dataDir: string): Promise<number> {
  const port = Number.parseInt(
    await readFile(join(dataDir, 'postgres-port'), 'utf8').catch(ifMissing('')),
    10,
  );
  return port > 0 ? port : freePort();
}
