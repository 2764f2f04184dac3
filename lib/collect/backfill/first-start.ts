import { setTimeout as pause } from 'node:timers/promises';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import { DAY_MS } from '@/lib/model/time';
import { isDatabaseUnavailable, pool } from '@/lib/platform/database';
import { type Env, env } from '@/lib/platform/env';
import { log } from '@/lib/platform/log';
import { backfillDeps } from './deps';
import { type Backfilled, backfill } from './run';
import { hasMarkets } from './store';

export interface FirstStartDeps {
  /** Ends it, whatever it does. */
  signal: AbortSignal;
  settings?: Env;
  database?: Pool;
  logger?: Logger;
  clock?: () => number;
  /** Between two looks whether the first collection is over. */
  sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
}

const LOOK_AGAIN_MS = 5_000;
/** Progress is logged each time so many markets more are done. */
const MARKETS_A_LINE = 50;

/**
 * In the first day of a database: waits for the first collection, then backfills the most liquid markets. A later
 * start in that day goes on where one was broken off. Does nothing with BACKFILL=off. Never rejects: what goes wrong
 * is logged. Resolves with what was done, or null.
 */
export async function backfillOnFirstStart(deps: FirstStartDeps): Promise<Backfilled | null> {
  const { signal, settings = env(), database = pool(), logger = log(), clock = Date.now } = deps;
  if (!settings.backfill) return null;
  const sleep = deps.sleep ?? ((ms, ended) => pause(ms, undefined, { signal: ended }));
  try {
    while (!(await hasCollected(database))) await sleep(LOOK_AGAIN_MS, signal);
    if (!(await isFirstDay(database, clock()))) return null;
    return await run({ signal, settings, database, logger, clock });
  } catch (error) {
    if (!signal.aborted)
      logger.warn({ err: error }, 'the backfill ended; `npm run backfill` goes on with it');
    return null;
  }
}

async function hasCollected(database: Pool): Promise<boolean> {
  try {
    return await hasMarkets(database);
  } catch (error) {
    if (isDatabaseUnavailable(error)) return false;
    throw error;
  }
}

async function isFirstDay(database: Pool, nowMs: number): Promise<boolean> {
  const { rows } = await database.query<{ first: Date | null }>('SELECT min(slot) AS first FROM collection');
  return (rows[0]?.first?.getTime() ?? nowMs) > nowMs - DAY_MS;
}

async function run({
  logger,
  ...deps
}: Required<Pick<FirstStartDeps, 'signal' | 'settings' | 'database' | 'logger' | 'clock'>>) {
  let saidDone = 0;
  logger.info('backfill: fetching the prices of the last 24 hours of the most traded markets');
  const outcome = await backfill({
    ...backfillDeps(deps),
    report: (subject, reason) => logger.info({ subject, reason }, 'backfill: nothing taken'),
    onProgress: ({ done, total, remainingMs }) => {
      if (done < saidDone + MARKETS_A_LINE && done < total) return;
      saidDone = done;
      const secondsLeft = remainingMs === null ? undefined : Math.ceil(remainingMs / 1000);
      logger.info({ done, total, secondsLeft }, 'backfill: going on');
    },
  });
  logger.info({ ...outcome }, 'backfill: done');
  return outcome;
}
