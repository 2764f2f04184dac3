import { setTimeout as sleep } from 'node:timers/promises';
import { median } from 'd3-array';
import { compare } from '@/bench/cycle/compare';
import { type Generator, generate } from '@/bench/cycle/generate';
import { recompute, takeRecomputed } from '@/bench/cycle/sql-recompute';
import { firstStatistics, storedCycle } from '@/bench/cycle/stored-cycle';
import { temporaryDatabase } from '@/bench/cycle/temporary-database';
import { METRICS } from '@/lib/model/metrics';
import { type Metric, type ObservationBatch, readStats, type StatsTable, WINDOW_MS } from '@/lib/series';
import { advance } from '@/lib/series/advance';
import { readLeaving } from '@/lib/series/postgres/observation-store';
import { readMetrics } from '@/lib/series/postgres/registry';
import { rankAll } from '@/lib/series/ranks';
import { checkRecorded } from './check-recorded';
import type { Prometheus } from './prometheus';
import type { Row } from './table';
import { INTERVAL_MS, type World } from './world';

type Say = (line: string) => void;
type Pool = World['pool'];

/** Cycles before any is timed: a process that collects has compiled its code long ago. */
const WARM_UP = 8;

/** What a market of the product has, and the same number of series as one metric alone. */
export const SHAPES = [
  { dimensions: Math.round(10_000 / METRICS.length), metrics: METRICS.length, aim: true },
  { dimensions: 10_000, metrics: 1, aim: false },
];

/** The stored cycle against Prometheus' rules, in turn. Throws unless both say the same before. */
export async function ruleRow(
  world: World,
  prometheus: Prometheus | null,
  rounds: number,
  hasAim: boolean,
): Promise<Row> {
  const { pool, metrics, generator } = world;
  if (prometheus !== null) await checkRecorded(world, prometheus);
  let atMs = world.slotMs;
  const cycle = async () => {
    const batch = world.nextBatch();
    atMs = batch.atMs;
    // A collection has read these by then, over a connection that it goes on with.
    await readMetrics(pool);
    return timed(pool, metrics, batch, INTERVAL_MS);
  };
  for (let i = 0; i < WARM_UP; i++) await cycle();
  const ours: number[] = [];
  const theirs: number[] = [];
  let seen = '';
  for (let round = 0; round < rounds; round++) {
    ours.push(await cycle());
    let rules = await prometheus?.rules();
    while (rules !== undefined && rules.at === seen) {
      await sleep(500);
      rules = await prometheus?.rules();
    }
    if (rules !== undefined) theirs.push(rules.ms);
    seen = rules?.at ?? '';
  }
  await equal(pool, metrics, atMs, generator);
  const [a, b] = [median(ours) ?? Number.NaN, median(theirs) ?? Number.NaN];
  return {
    what: `the stored cycle, ${world.dimensions.length.toLocaleString('en')} markets x ${metrics.length}`,
    ours: `${a.toFixed(0)} ms`,
    against: 'Prometheus: mean, deviation, ratio and the 3x rule',
    theirs: `${b.toFixed(0)} ms`,
    ratio: b / a,
    ...(hasAim ? { aim: { factor: 20, is: 'at least' } } : {}),
    ...(prometheus === null ? { note: 'Prometheus cannot be had here' } : {}),
  };
}

/** How the cycle grows, and its arithmetic at the large end against one pass over the memory that it works on. */
export async function growthRows(large: number, rounds: number, say: Say): Promise<Row[]> {
  const small = await hourly(10_000, rounds, say);
  const big = await hourly(large, rounds, say);
  const growth = big.cycleMs / small.cycleMs;
  const series = large.toLocaleString('en');
  return [
    {
      what: `the cycle's arithmetic, ${series} series`,
      ours: `${big.arithmeticMs.toFixed(0)} ms`,
      against: 'one pass over its memory',
      theirs: `${big.passMs.toFixed(0)} ms`,
      ratio: big.arithmeticMs / big.passMs,
      aim: { factor: 10, is: 'below' },
    },
    {
      what: `growth of the cycle, 10,000 to ${series}`,
      ours: `${big.cycleMs.toFixed(0)} ms`,
      against: '10,000 series',
      theirs: `${small.cycleMs.toFixed(0)} ms`,
      ratio: growth,
      aim: { factor: 40, is: 'below' },
      note: `linear is ${large / 10_000}x`,
    },
  ];
}

/**
 * Cycles on a database of its own, by the hour: what a cycle reads, rebuilds and writes is the same as at five minutes
 * (one slot leaves, one value a series is rebuilt), and a day is filled twelve times as fast.
 */
async function hourly(series: number, rounds: number, say: Say) {
  const database = await temporaryDatabase();
  try {
    const { pool } = database;
    const intervalMs = 3_600_000;
    const untilMs = Date.UTC(2026, 0, 2);
    const shape = {
      dimensions: 1000,
      metrics: series / 1000,
      slots: 24,
      intervalMs,
      untilMs,
      seed: 20260102,
    };
    const generator = await generate(pool, shape, () => undefined);
    const metrics = await readMetrics(pool);
    await firstStatistics(pool, metrics, generator.dimensionIds, {
      slotMs: untilMs - intervalMs,
      intervalMs,
    });
    await pool.query('CHECKPOINT');
    say(`${series.toLocaleString('en')} series filled`);
    const warmUp = series < 1_000_000 ? WARM_UP : 3;
    const cycleMs: number[] = [];
    for (let slot = 0; slot < warmUp + rounds; slot++) {
      const ms = await timed(pool, metrics, generator.batch(slot), intervalMs);
      if (slot >= warmUp) cycleMs.push(ms);
    }
    await equal(pool, metrics, untilMs + (warmUp + rounds - 1) * intervalMs, generator);
    say(`${series.toLocaleString('en')} series: equal to SQL`);
    const arithmetic = await timeArithmetic(
      pool,
      metrics,
      generator.batch(warmUp + rounds),
      intervalMs,
      rounds,
    );
    return { cycleMs: median(cycleMs) ?? Number.NaN, ...arithmetic };
  } finally {
    await database.remove();
  }
}

async function timed(pool: Pool, metrics: readonly Metric[], batch: ObservationBatch, intervalMs: number) {
  const startedMs = performance.now();
  await storedCycle(pool, metrics, batch, intervalMs);
  return performance.now() - startedMs;
}

/** Throws unless what is stored is what SQL computes from the observations before that slot. */
async function equal(pool: Pool, metrics: readonly Metric[], slotMs: number, { shape }: Generator) {
  const client = await pool.connect();
  try {
    await client.query(`SET work_mem = '1GB'`);
    await recompute(client, 'one aggregation', slotMs - WINDOW_MS, slotMs);
    compare(
      await readStats(client, metrics.length),
      await takeRecomputed(client, shape.dimensions, metrics.length),
    );
  } finally {
    client.release(true);
  }
}

/** Sliding and ranking alone, and reading once all that they read and write. */
async function timeArithmetic(
  pool: Pool,
  metrics: readonly Metric[],
  batch: ObservationBatch,
  intervalMs: number,
  rounds: number,
) {
  const client = await pool.connect();
  const stats = await readStats(client, metrics.length);
  const leaving = await readLeaving(client, stats, batch);
  client.release();
  const arithmetic: number[] = [];
  const passes: number[] = [];
  for (let round = 0; round < rounds + 1; round++) {
    let startedMs = performance.now();
    const next = advance(stats, batch, leaving, intervalMs, []);
    rankAll(next.stats, metrics, batch.atMs, intervalMs);
    arithmetic.push(performance.now() - startedMs);
    startedMs = performance.now();
    pass(stats, next.stats, batch, ...leaving);
    passes.push(performance.now() - startedMs);
  }
  // The first of each compiles.
  return { arithmeticMs: median(arithmetic.slice(1)) ?? 0, passMs: median(passes.slice(1)) ?? 0 };
}

/** Adds up every number of every column: as fast as memory can be read from here. */
function pass(...tables: (StatsTable | ObservationBatch | object)[]): number {
  let sum = 0;
  for (const table of tables) {
    for (const column of Object.values(table)) {
      if (column instanceof Float64Array) sum += sumOf(column);
      else if (column instanceof Int32Array) sum += sumOfInts(column);
    }
  }
  return sum;
}

function sumOf(column: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < column.length; i++) sum += column[i] ?? 0;
  return sum;
}

function sumOfInts(column: Int32Array): number {
  let sum = 0;
  for (let i = 0; i < column.length; i++) sum += column[i] ?? 0;
  return sum;
}
