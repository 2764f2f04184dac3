import { pool } from '@/lib/db';
import { env } from '@/lib/env';
import { log } from '@/lib/log';
import { afterCollection } from '@/lib/monitor';
import { DEFAULT_LIMITS } from '@/lib/quality';
import { logOutcome } from './log-outcome';
import { type CollectOutcome, runCollection } from './run';
import { postgresMarketLists, readSources } from './sources';

export { dimensionName, parseDimensionName } from './dimension-name';
export { METRICS } from './metrics';
export type { Collected, CollectOutcome } from './run';
export {
  CANDLE_MS,
  type Candle,
  type CandleDeps,
  type CandleReader,
  openCandles,
  postgresMarketLists,
} from './sources';

/** One collection with this process's settings, told to the log in one line, and to the watch over it. */
export async function collect(): Promise<CollectOutcome> {
  try {
    const outcome = await collectNow();
    logOutcome(log(), outcome);
    await afterCollection(outcome);
    return outcome;
  } catch (error) {
    await afterCollection(null);
    throw error;
  }
}

function collectNow(): Promise<CollectOutcome> {
  const { collectIntervalSeconds, quality, sources, sourceTimeoutSeconds, sourceUrls } = env();
  return runCollection({
    pool: pool(),
    clock: Date.now,
    intervalMs: collectIntervalSeconds * 1000,
    exchanges: sources,
    limits: { ...DEFAULT_LIMITS, ...quality },
    readSources: (exchanges) =>
      readSources([...exchanges], {
        clock: Date.now,
        timeoutMs: sourceTimeoutSeconds * 1000,
        sourceUrls,
        marketLists: postgresMarketLists(),
      }),
  });
}
