import type { Pool } from 'pg';
import { marketWorld } from '@/bench/soak/market-world';
import type { CollectOutcome } from '@/lib/collect';
import { type CollectDeps, runCollection } from '@/lib/collect/run';

export const INTERVAL_MS = 900_000;
const world = marketWorld(20);

/** What the exchanges send at this time, every market stamped with it. */
export function stamped(atMs: number): ReturnType<typeof world.read> {
  return world.read(atMs, INTERVAL_MS).map((reading) => {
    if (!reading.ok) return reading;
    return { ...reading, tickers: reading.tickers.map((ticker) => ({ ...ticker, stampedAtMs: atMs })) };
  });
}

/** One collection of twenty markets at this time of the clock, 15 min apart from the next. */
export function collectAt(
  pool: Pool,
  nowMs: number,
  more: Partial<CollectDeps> = {},
): Promise<CollectOutcome> {
  return runCollection({
    pool,
    clock: () => nowMs,
    intervalMs: INTERVAL_MS,
    exchanges: world.exchanges,
    alerts: { limits: { threshold: 3, minTurnover: 50_000 }, mailing: null },
    readSources: async () => world.read(nowMs, INTERVAL_MS),
    ...more,
  });
}

/** Every slot from `fromMs`, `count` of them, two seconds after each has begun. Answers what became of each. */
export async function collectSlots(pool: Pool, fromMs: number, count: number): Promise<string[]> {
  const states: string[] = [];
  for (let i = 0; i < count; i++)
    states.push((await collectAt(pool, fromMs + i * INTERVAL_MS + 2_000)).state);
  return states;
}
