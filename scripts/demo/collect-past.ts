import type { Pool } from 'pg';
import { postgresMarketLists, readSources } from '@/lib/collect/exchanges';
import { runCollection } from '@/lib/collect/run';
import { SLOT_MS } from './history/span';

const TIMEOUT_MS = 30_000;

/**
 * One collection from the demo's exchanges as it would have been at a slot of the past: what `npm start` runs, but for
 * the clock. It gives the first pages their sources and venues.
 */
export async function collectPast(
  pool: Pool,
  sourceUrls: Record<string, string>,
  slotMs: number,
): Promise<void> {
  const clock = () => slotMs;
  await runCollection({
    pool,
    clock,
    intervalMs: SLOT_MS,
    exchanges: Object.keys(sourceUrls),
    readSources: (exchanges) =>
      readSources(exchanges, {
        clock,
        timeoutMs: TIMEOUT_MS,
        sourceUrls,
        marketLists: postgresMarketLists(() => pool),
      }),
  });
}
