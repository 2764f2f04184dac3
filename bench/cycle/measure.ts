import type { Pool, PoolClient } from 'pg';
import { type Metric, readStats, WINDOW_MS } from '@/lib/series';
import { readMetrics } from '@/lib/series/postgres/registry';
import { type Comparison, compare } from './compare';
import { dayOf, type Generator, generate } from './generate';
import { favourSql, recompute, takeRecomputed, WAYS, type Way } from './sql-recompute';
import { firstStatistics, storedCycle } from './stored-cycle';

export interface Measured {
  series: number;
  /** What each way of SQL took at its one try; the fastest one is timed against the cycle. */
  tried: { way: Way; sqlMs: number }[];
  way: Way;
  /** One a round. */
  cycleMs: number[];
  sqlMs: number[];
}

type Say = (line: string) => void;

interface World {
  pool: Pool;
  /** SQL's own connection, with its settings. */
  sql: PoolClient;
  metrics: readonly Metric[];
  generator: Generator;
}

/** The process that collects has compiled its code long ago, as one that counts a million has after a few cycles. */
const warmUpCycles = (series: number) => (series < 1_000_000 ? 20 : 3);

/**
 * Fills an empty database with a day, checks that the stored statistics are what SQL computes from the same
 * observations, and times both in turn; after every round the two are compared again. Throws if they differ.
 */
export async function measure(pool: Pool, series: number, rounds: number, say: Say): Promise<Measured> {
  const world = await fill(pool, series, say);
  const { sql } = world;
  const warmUp = warmUpCycles(series);
  try {
    for (let slot = 0; slot < warmUp; slot++) await timeCycle(world, slot);
    const tried = await tryEach(world, warmUp - 1, say);
    const { way } = tried.reduce((best, other) => (other.sqlMs < best.sqlMs ? other : best));
    const measured: Measured = { series, tried, way, cycleMs: [], sqlMs: [] };
    for (let round = 0; round < rounds; round++) {
      const slot = warmUp + round;
      const cycleMs = await timeCycle(world, slot);
      const { sqlMs } = await timeSql(world, slot, way);
      measured.cycleMs.push(cycleMs);
      measured.sqlMs.push(sqlMs);
      say(`round ${round + 1}: cycle ${cycleMs.toFixed(0)} ms, SQL ${sqlMs.toFixed(0)} ms, equal`);
    }
    return measured;
  } finally {
    // Not back into the pool: its settings are not for others.
    sql.release(true);
  }
}

async function fill(pool: Pool, series: number, say: Say): Promise<World> {
  const shape = dayOf(series / 1000);
  const startedMs = performance.now();
  const seconds = () => `${((performance.now() - startedMs) / 1000).toFixed(0)} s`;
  const generator = await generate(pool, shape, (done) => {
    if (done % 48 === 0) say(`${done} of ${shape.slots} slots filled, ${seconds()}`);
  });
  const metrics = await readMetrics(pool);
  const { intervalMs } = shape;
  const newest = { slotMs: shape.untilMs - intervalMs, intervalMs };
  await firstStatistics(pool, metrics, generator.dimensionIds, newest);
  // What the filling left to be written is not part of a cycle.
  await pool.query('CHECKPOINT');
  say(`first statistics, ${seconds()}`);
  const sql = await pool.connect();
  await favourSql(sql);
  return { pool, sql, metrics, generator };
}

/** Tries each way of SQL once, and compares it with what is stored. */
async function tryEach(world: World, slot: number, say: Say): Promise<Measured['tried']> {
  const tried: Measured['tried'] = [];
  for (const way of WAYS) {
    const { sqlMs, comparison } = await timeSql(world, slot, way);
    tried.push({ way, sqlMs });
    say(`equal: ${inWords(comparison)}; SQL ${way}: ${sqlMs.toFixed(0)} ms`);
  }
  return tried;
}

/** Records one slot. The slot's values are made before the clock starts. */
async function timeCycle({ pool, metrics, generator }: World, slot: number): Promise<number> {
  const batch = generator.batch(slot);
  const startedMs = performance.now();
  await storedCycle(pool, metrics, batch, generator.shape.intervalMs);
  return performance.now() - startedMs;
}

/** Recomputes the baselines as of one slot, and compares them with what is stored: the clock stands for that. */
async function timeSql(
  { pool, sql, metrics, generator }: World,
  slot: number,
  way: Way,
): Promise<{ sqlMs: number; comparison: Comparison }> {
  const { untilMs, intervalMs, dimensions } = generator.shape;
  const slotMs = untilMs + slot * intervalMs;
  const startedMs = performance.now();
  await recompute(sql, way, slotMs - WINDOW_MS, slotMs);
  const sqlMs = performance.now() - startedMs;
  const recomputed = await takeRecomputed(sql, dimensions, metrics.length);
  const client = await pool.connect();
  try {
    return { sqlMs, comparison: compare(await readStats(client, metrics.length), recomputed) };
  } finally {
    client.release();
  }
}

function inWords({ series, worstMean, worstStddev, tiedRanks }: Comparison): string {
  return (
    `${series.toLocaleString('en')} series, of the bound at worst ${worstMean.toFixed(4)} (mean) and ` +
    `${worstStddev.toFixed(4)} (deviation), ${tiedRanks} ranks tied within rounding`
  );
}
