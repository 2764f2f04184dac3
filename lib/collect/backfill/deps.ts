import type { Pool } from 'pg';
import { postgresExchangeWaits, postgresMarketLists } from '@/lib/collect/exchanges/index';
import type { Env } from '@/lib/platform/env';
import type { BackfillDeps } from './run';

/** So many markets: with a request each, a minute or two of the slowest exchange. */
const MARKETS = 300;

/** What a backfill with these settings needs, but for those who are told of it. */
export function backfillDeps(given: {
  settings: Pick<Env, 'sources' | 'sourceUrls' | 'sourceTimeoutSeconds' | 'collectIntervalSeconds'> & {
    proxy?: Env['proxy'];
  };
  database: Pool;
  signal: AbortSignal;
  clock?: () => number;
}): Omit<BackfillDeps, 'report' | 'onProgress'> {
  const { settings, database, signal, clock = Date.now } = given;
  return {
    pool: database,
    exchanges: settings.sources,
    intervalMs: settings.collectIntervalSeconds * 1000,
    markets: MARKETS,
    candles: {
      clock,
      signal,
      timeoutMs: settings.sourceTimeoutSeconds * 1000,
      sourceUrls: settings.sourceUrls,
      proxy: settings.proxy,
      marketLists: postgresMarketLists(() => database),
      waits: postgresExchangeWaits(() => database),
    },
  };
}
