import type { Pool } from 'pg';
import { maintain } from '@/lib/collect/maintenance/maintain';
import { runCollection } from '@/lib/collect/run';
import { HOUR_MS } from '@/lib/model/time';
import { marketWorld } from './market-world';
import { type Sample, sample } from './sample';

const INTERVAL_MS = 300_000;

export interface SoakOptions {
  pool: Pool;
  markets: number;
  collections: number;
  /** So many samples are taken, evenly. */
  samples: number;
  fromMs: number;
  keep: { observationRetentionHours: number; rollupRetentionDays: number; logRetentionDays: number };
  /** Ends it after the collection under way. */
  signal: AbortSignal;
  onSample?: (sample: Sample) => void;
}

/**
 * Collections as the product makes them, 5 min apart by a clock that does not wait, with the maintenance of every hour
 * between them; only the exchanges are made up. Answers the samples in their order.
 */
export async function soak(options: SoakOptions): Promise<Sample[]> {
  const { pool, collections, samples, fromMs, keep, signal, onSample = () => undefined } = options;
  const world = marketWorld(options.markets);
  const taken: Sample[] = [];
  let times: number[] = [];
  let due = 1;
  for (let i = 0; i < collections && !signal.aborted; i++) {
    const nowMs = fromMs + i * INTERVAL_MS + 2_000;
    const startedMs = performance.now();
    await runCollection({
      pool,
      clock: () => nowMs,
      intervalMs: INTERVAL_MS,
      exchanges: world.exchanges,
      alerts: { limits: { threshold: 3, minTurnover: 50_000 }, mailing: null },
      readSources: async () => world.read(nowMs, INTERVAL_MS),
    });
    times.push(performance.now() - startedMs);
    // At minute 7 of an hour, as the scheduler has it.
    if (i % 12 === 1) {
      const settings = { ...keep, collectIntervalSeconds: INTERVAL_MS / 1000 };
      await maintain(nowMs + (7 / 60) * HOUR_MS - INTERVAL_MS, pool, settings);
    }
    if (i + 1 < Math.round((due * collections) / samples)) continue;
    taken.push(await sample(pool, nowMs, i + 1, times));
    onSample(taken[taken.length - 1] as Sample);
    times = [];
    due += 1;
  }
  return taken;
}
