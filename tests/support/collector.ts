import type { Pool } from 'pg';
import type { CollectOutcome } from '@/lib/collect';
import { postgresExchangeWaits, postgresMarketLists, readSources } from '@/lib/collect/exchanges';
import { runCollection } from '@/lib/collect/run';
import { composeAlertMail } from '@/lib/outbox/messages';
import type { OnStep } from '@/lib/series';
import { alertMailing } from '@/lib/subscribers';

export interface CollectorOptions {
  pool: Pool;
  /** Exchange id to the origin of the loopback server that speaks for it. */
  sourceUrls: Record<string, string>;
  nowMs: number;
  intervalMs?: number;
  timeoutMs?: number;
  onStep?: OnStep;
}

/** As the product has them. */
export const ALERTS = {
  limits: { threshold: 3, minTurnover: 50_000 },
  mailing: alertMailing(
    { secret: 'a-secret-of-this-test', appUrl: 'https://metrics.test' },
    composeAlertMail,
  ),
};

/** One collection at a frozen time, as the product does it, from loopback exchanges. */
export function collectAt(options: CollectorOptions): Promise<CollectOutcome> {
  const { pool, sourceUrls, nowMs, intervalMs = 300_000, timeoutMs = 10_000, onStep } = options;
  const clock = () => nowMs;
  return runCollection({
    pool,
    clock,
    intervalMs,
    exchanges: Object.keys(sourceUrls),
    alerts: ALERTS,
    readSources: (exchanges) =>
      readSources([...exchanges], {
        clock,
        timeoutMs,
        sourceUrls,
        marketLists: postgresMarketLists(() => pool),
        waits: postgresExchangeWaits(() => pool),
      }),
    ...(onStep && { onStep }),
  });
}
