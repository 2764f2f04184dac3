import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { NoticeSender } from './notice';

/**
 * Past the database, which may be the very trouble: to the log, and as a file `mailbox/<time>-<random>.json` in
 * `dataDir` with the columns of the mailbox's rows. Never rejects: where no file can be written, the log has it.
 */
export function direct(
  logger: Logger,
  dataDir: string,
  recipient: string | undefined,
  nowMs: number,
): NoticeSender {
  return {
    async send({ subject, text }) {
      logger.error({ notice: text }, subject);
      const at = new Date(nowMs).toISOString();
      const name = `${at.replaceAll(':', '-')}-${randomBytes(4).toString('hex')}.json`;
      const message = { at, recipient: recipient ?? null, subject, text };
      try {
        await mkdir(join(dataDir, 'mailbox'), { recursive: true });
        await writeFile(join(dataDir, 'mailbox', name), JSON.stringify(message, null, 2));
      } catch (error) {
        logger.warn({ err: error }, 'the notice could not be kept as a file');
      }
    },
  };
}
