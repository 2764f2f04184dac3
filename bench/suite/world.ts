import type { Pool } from 'pg';
import { type Generator, generate } from '@/bench/cycle/generate';
import { firstStatistics, storedCycle } from '@/bench/cycle/stored-cycle';
import type { Metric, ObservationBatch } from '@/lib/series';
import { readMetrics } from '@/lib/series/postgres/registry';

export const METRIC = 'metric-0';
export const INTERVAL_MS = 300_000;
/** Answers stay fresh for the whole run. */
const COLLECTED_EVERY_SECONDS = 7200;

export interface World {
  pool: Pool;
  metrics: readonly Metric[];
  generator: Generator;
  /** The collected slot, ms UTC: its baseline is of the 24 h before it. */
  slotMs: number;
  /** Names of the markets. */
  dimensions: string[];
  /** What the next slot brings; the first is the one after `slotMs`. */
  nextBatch: () => ObservationBatch;
}

/** So many markets with so many metrics: a day at 5 minutes, and one collection at the newest slot. */
export async function fillWorld(
  pool: Pool,
  { dimensions, metrics: metricCount }: { dimensions: number; metrics: number },
  say: (line: string) => void,
): Promise<World> {
  const slotMs = Math.floor(Date.now() / INTERVAL_MS) * INTERVAL_MS;
  const shape = {
    dimensions,
    metrics: metricCount,
    slots: 288,
    intervalMs: INTERVAL_MS,
    untilMs: slotMs,
    seed: 20260102,
  };
  const generator = await generate(pool, shape, (done) => {
    if (done % 96 === 0) say(`${done} of 288 slots filled`);
  });
  const metrics = await readMetrics(pool);
  const newest = { slotMs: slotMs - INTERVAL_MS, intervalMs: INTERVAL_MS };
  await firstStatistics(pool, metrics, generator.dimensionIds, newest);
  await storedCycle(pool, metrics, generator.batch(0), INTERVAL_MS);
  await pool.query(
    `INSERT INTO collection (slot, interval_seconds, started_at, closed_at, observations)
     VALUES ($1, $2, now(), now(), $3)`,
    [new Date(slotMs), COLLECTED_EVERY_SECONDS, dimensions],
  );
  await pool.query('CHECKPOINT');
  const { rows } = await pool.query<{ name: string }>('SELECT name FROM dimension ORDER BY id');
  let slot = 0;
  const nextBatch = () => {
    slot += 1;
    return generator.batch(slot);
  };
  return { pool, metrics, generator, slotMs, dimensions: rows.map(({ name }) => name), nextBatch };
}

/** One collection as the product stores it, without its sources. Whoever serves learns of it within 5 s. */
export async function collectOne({ pool, metrics, nextBatch }: World): Promise<void> {
  const batch = nextBatch();
  await storedCycle(pool, metrics, batch, INTERVAL_MS);
  await pool.query(
    `INSERT INTO collection (slot, interval_seconds, started_at, closed_at, observations)
     VALUES ($1, $2, now(), now(), $3)`,
    [new Date(batch.atMs), COLLECTED_EVERY_SECONDS, batch.dimensionIds.length],
  );
}

/** As if history had been written: every answer made before is old. The server learns of it within 5 s. */
export async function makeAllCold(pool: Pool): Promise<void> {
  await pool.query('UPDATE collection SET revision = revision + 1');
}
