import type { Mailing } from '@/lib/alerts';
import { pool } from '@/lib/db';
import { env } from '@/lib/env';
import { log } from '@/lib/log';
import { afterCollection } from '@/lib/monitor';
import { DEFAULT_LIMITS } from '@/lib/quality';
import { singleton } from '@/lib/singleton';
import { databaseClock } from './clock/witnesses';
import { logOutcome } from './log-outcome';
import { type CollectOutcome, runCollection } from './run';
import { postgresExchangeWaits, postgresMarketLists, readSources } from './sources';

export { dimensionName } from '@/lib/market-name';
export { METRICS } from './metrics';
export type { Collected, CollectOutcome } from './run';
export {
  CANDLE_MS,
  type Candle,
  type CandleDeps,
  type CandleReader,
  openCandles,
  postgresExchangeWaits,
  postgresMarketLists,
} from './sources';

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
