import type { Pool } from 'pg';
import { MigrationError, migrate } from '@/lib/platform/database/migrate';
import { requireUsableServer } from '@/lib/platform/database/server-facts';
import { connections } from '@/lib/platform/database/session';
import type { Env } from '@/lib/platform/env';
import { isClosedPipe, surviveClosedOutput } from '@/server/closed-output';
import { databaseFault } from '@/server/database-fault';
import { failureText } from '@/server/failure-text';
import { type EmbeddedPostgres, InUseError, runningUrl, startEmbedded } from '@/server/postgres';
import { StartError } from '@/server/say';
import { readSettings } from '@/server/settings';
import { tell } from './tell';

interface Script {
  /** Answers the exit code. */
  work: (context: { settings: Env; pool: Pool; signal: AbortSignal }) => Promise<number>;
  /** Errors of these kinds are shown as their message alone. */
  plainErrors?: readonly (new (
    ...args: never[]
  ) => Error)[];
}

/**
 * Runs `work` on the migrated database of the settings, and ends the process with the code that it answers. Where
 * a running server has its own Postgres, that one is used. All words go to standard error. Where nobody reads standard
 * output any more, the work stops without a word.
 */
export async function runScript({ work, plainErrors = [] }: Script): Promise<never> {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.abort());
  surviveClosedOutput((error) => stop.abort(error));
  let code = 1;
  let started: EmbeddedPostgres | null = null;
  try {
    const settings = readSettings();
    started = settings.databaseUrl === undefined ? await startOwn(settings) : null;
    const url = settings.databaseUrl ?? started?.url ?? (await runningUrl(settings.dataDir));
    // The rest of the code reads it as a setting.
    process.env.DATABASE_URL = url;
    const pool = connections({ connectionString: url, max: 4, connectionTimeoutMillis: 5_000 });
    pool.on('error', () => undefined);
    try {
      await prepare(pool, url);
      code = await work({ settings, pool, signal: stop.signal });
    } finally {
      await pool.end();
    }
  } catch (error) {
    if (!stop.signal.aborted) tell(failureText(error, plainErrors));
  }
  await started?.stop();
  if (stop.signal.aborted) code = stopped(stop.signal.reason);
  process.exit(code);
}

/** Why the work was stopped, as an exit code: by a signal, or since its output cannot be written. */
function stopped(reason: unknown): number {
  // Who reads no more, as `| head` does, has what he wants.
  if (isClosedPipe(reason)) return 0;
  if (!(reason instanceof Error) || reason.name === 'AbortError') return 130;
  tell(`standard output cannot be written: ${reason.message}`);
  return 1;
}

/** Null where a running server has it. */
async function startOwn({ dataDir }: Env): Promise<EmbeddedPostgres | null> {
  try {
    return await startEmbedded({ dataDir, report: tell });
  } catch (error) {
    if (error instanceof InUseError) return null;
    throw error;
  }
}

async function prepare(pool: Pool, url: string): Promise<void> {
  try {
    await requireUsableServer(pool);
    await migrate(pool);
  } catch (error) {
    throw error instanceof MigrationError ? error : new StartError(databaseFault(error, url).words);
  }
}
