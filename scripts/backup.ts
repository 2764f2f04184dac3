import { open, rename, rm, stat } from 'node:fs/promises';
import { backup } from '@/scripts/backups/backup';
import { reasonOf, StartError } from '@/server/say';
import { fileArgument } from './transfer/file-argument';
import { runScript } from './transfer/run-script';
import { tell } from './transfer/tell';

const USAGE = `npm run backup -- FILE
  Writes all that the database holds to FILE, as of one moment, while everything goes on.
  FILE is gzip, holds e-mail addresses, and can be read by its owner alone.
  Keep DATA_DIR/app-secret (or APP_SECRET) with it: the links in mails that were sent depend on it.`;

const { file } = fileArgument(USAGE);

await runScript({
  async work({ pool, signal }) {
    const startedMs = performance.now();
    // Under its name only when whole.
    const part = `${file}.part`;
    const out = await open(part, 'w', 0o600).catch(cannotWrite);
    const bytes = out.createWriteStream({ flush: true });
    try {
      const rows = await backup(pool, bytes, {
        nowMs: Date.now(),
        signal,
        progress: (table) => tell(`  ${table}`),
      });
      await rename(part, file);
      const { size } = await stat(file);
      const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
      tell(`${rows} rows in ${(size / 1_000_000).toFixed(1)} MB written to ${file} in ${seconds} s`);
      return 0;
    } catch (error) {
      await rm(part, { force: true });
      return bytes.errored === null || signal.aborted ? Promise.reject(error) : cannotWrite(error);
    }
  },
});

function cannotWrite(error: unknown): never {
  throw new StartError(`${file} cannot be written: ${reasonOf(error)}`);
}
