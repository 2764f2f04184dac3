import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { ClientBase, Pool } from 'pg';
import { withoutIndexes, withTransaction } from '@/lib/platform/database';
import { migrate } from '@/lib/platform/database/migrate';
import { BackupError } from './backup-error';
import { EXACT_TEXT, type Head, headSchema, quoted, rowsSchema, tableSchema } from './contents';
import { type Frame, readFrames } from './frames';
import { makeSchema } from './make-schema';
import { TableCopy } from './table-copy';

const HOURS_MS = 3_600_000;

export interface Counts {
  /** When the backup was made, ISO. */
  at: string;
  tables: number;
  rows: number;
}

/**
 * Replaces all of the tracker's tables by those of a backup, as a whole or not at all, then migrates them to today's.
 * `open` gives the file's bytes from the start, twice. `progress` is told of each table as it begins. Throws BackupError where the file is no whole backup.
 */
export async function restore(
  pool: Pool,
  open: () => Readable,
  { signal, progress }: { signal: AbortSignal; progress: (table: string) => void },
): Promise<Counts> {
  // Read to its end first: of a damaged file nothing else can be believed, and its checksum comes last.
  for await (const _ of unzipped(open())) signal.throwIfAborted();
  const counts = await withTransaction(
    pool,
    async (client) => {
      await client.query(EXACT_TEXT);
      const frames = readFrames(unzipped(open()));
      const head = await headOf(frames);
      const loaded = { tables: 0, rows: 0 };
      await withoutIndexes(client, await makeSchema(client, head.migrations), () =>
        load(client, frames, loaded, { signal, progress }),
      );
      for (const { name, last, called } of head.sequences) {
        await client.query('SELECT setval($1::regclass, $2, $3)', [quoted(name), last, called]);
      }
      return { at: head.at, ...loaded };
    },
    24 * HOURS_MS,
  );
  await migrate(pool);
  return counts;
}

async function* unzipped(bytes: Readable): AsyncGenerator<Buffer> {
  const gunzip = createGunzip();
  bytes.on('error', (error) => gunzip.destroy(error));
  try {
    yield* bytes.pipe(gunzip);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (!code.startsWith('Z_')) throw error;
    const what = code === 'Z_BUF_ERROR' ? 'is cut short' : 'is damaged or no backup';
    throw new BackupError(`the file ${what}; nothing was changed: take another backup`, { cause: error });
  }
}

async function headOf(frames: AsyncGenerator<Frame>): Promise<Head> {
  const { value } = await frames.next();
  const head = headSchema.safeParse(value?.kind === 'H' ? parsed(value) : null);
  if (head.success) return head.data;
  throw new BackupError(
    'the file is no backup that this version can read: name one that `npm run backup` made',
  );
}

async function load(
  client: ClientBase,
  frames: AsyncGenerator<Frame>,
  loaded: { tables: number; rows: number },
  { signal, progress }: { signal: AbortSignal; progress: (table: string) => void },
): Promise<void> {
  let ended = false;
  let into: TableCopy | null = null;
  try {
    for await (const next of frames) {
      signal.throwIfAborted();
      if (next.kind === 'T') {
        const table = tableSchema.parse(parsed(next));
        progress(table.name);
        into = new TableCopy(client, table);
      } else if (next.kind === 'D') await into?.write(next.content);
      else if (next.kind === 'E' && into !== null) {
        loaded.rows += await into.end(rowsSchema.parse(parsed(next)).rows);
        loaded.tables += 1;
        into = null;
      } else ended = next.kind === 'Z';
    }
  } finally {
    await into?.breakOff();
  }
  if (!ended) throw new BackupError('the file is cut short; nothing was changed: take another backup');
}

function parsed({ content }: Frame): unknown {
  return JSON.parse(content.toString('utf8'));
}
