import type { Mailing } from '@/lib/alerts';
import { afterCollection } from '@/lib/incidents';
import { pool } from '@/lib/platform/database';
import { env } from '@/lib/platform/env';
import { log } from '@/lib/platform/log';
import { singleton } from '@/lib/platform/singleton';
import { DEFAULT_LIMITS } from '@/lib/quality';
import { databaseClock } from './clock/witnesses';
import { postgresExchangeWaits, postgresMarketLists, readSources } from './exchanges';
import { logOutcome } from './log-outcome';
import { type CollectOutcome, runCollection } from './run';

export {
  type Candle,
  type CandleDeps,
  type CandleReader,
  postgresExchangeWaits,
  postgresMarketLists,
} from './exchanges';
export type { Collected, CollectOutcome } from './run';

/**
 * One collection with this process's settings, told to the log in one line, and to the watch over it. `mailing`
 * writes the mails about alerts; null: none are sent.
 */
export async function collect(mailing: Mailing | null): Promise<CollectOutcome> {
  try {
    const process = singleton('collecting process', () => ({ hasCollected: false }));
    const outcome = await collectNow(mailing, !process.hasCollected);
    if (outcome.state === 'collected') process.hasCollected = true;
    logOutcome(log(), outcome);
    await afterCollection(outcome);
    return outcome;
  } catch (error) {
    await afterCollection(null);
    throw error;
  }
}

function collectNow(mailing: Mailing | null, looksAhead: boolean): Promise<CollectOutcome> {
  const { collectIntervalSeconds, sources, sourceTimeoutSeconds, sourceUrls } = env();
  const { alertMinQuoteVolume, alertThreshold, proxy } = env();
  return runCollection({
    pool: pool(),
    clock: Date.now,
    databaseClock: () => databaseClock(pool()),
    looksAhead,
    intervalMs: collectIntervalSeconds * 1000,
    exchanges: sources,
    limits: DEFAULT_LIMITS,
    alerts: {
      limits: { threshold: alertThreshold, minTurnover: alertMinQuoteVolume },
      mailing,
    },
    readSources: (exchanges) =>
      readSources([...exchanges], {
        clock: Date.now,
        timeoutMs: sourceTimeoutSeconds * 1000,
        sourceUrls,
        proxy,
        marketLists: postgresMarketLists(),
        waits: postgresExchangeWaits(),
      }),
  });
}
