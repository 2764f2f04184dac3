import { constants, createReadStream } from 'node:fs';
import { access } from 'node:fs/promises';
import { BackupError } from '@/scripts/backups/backup-error';
import { restore } from '@/scripts/backups/restore';
import { reasonOf, StartError } from '@/server/say';
import { requireAlone } from './transfer/alone';
import { fileArgument } from './transfer/file-argument';
import { runScript } from './transfer/run-script';
import { tell } from './transfer/tell';

const USAGE = `npm run restore -- FILE [--replace]
  Brings back what \`npm run backup\` wrote to FILE, as a whole or not at all, and migrates it to this version.
  No server may use the database meanwhile. --replace: also where the database holds data, which are lost.`;

const { file, replace } = fileArgument(USAGE, { replace: true });

await runScript({
  plainErrors: [BackupError],
  async work({ pool, signal }) {
    await requireAlone(pool, { replace });
    await access(file, constants.R_OK).catch((error: unknown) => {
      throw new StartError(`${file} cannot be read: ${reasonOf(error)}`);
    });
    const startedMs = performance.now();
    const { at, tables, rows } = await restore(pool, () => createReadStream(file), {
      signal,
      progress: (table) => tell(`  ${table}`),
    });
    const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
    tell(`${rows} rows of ${tables} tables restored, as they were at ${at}, in ${seconds} s`);
    return 0;
  },
});
