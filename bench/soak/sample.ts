import { median } from 'd3-array';
import type { Pool } from 'pg';
import { HOUR_MS } from '@/lib/model/time';
import { postgresReader } from '@/lib/series/postgres/postgres-reader';

const MB = 1_000_000;
const TRIES = 5;
const TABLES = 'observation, dimension_stats, rollup_hour, collection, source_run, rejection, alert';

/** What must not grow for ever, at one moment of a soak. */
export interface Sample {
  collections: number;
  /** Median of the collections since the sample before, ms. */
  collectMs: number;
  memoryMb: number;
  heapMb: number;
  databaseMb: number;
  /** Of the tables that each collection writes: rows' files, and those of their indexes. */
  observationMb: number;
  observationIndexMb: number;
  statisticsMb: number;
  hoursMb: number;
  recordMb: number;
  vacuumMs: number;
  snapshotMs: number;
  dayMs: number;
  weekMs: number;
}

/** Takes a sample of a database as of `nowMs`; the queries are those of the pages. */
export async function sample(
  pool: Pool,
  nowMs: number,
  collections: number,
  collectMs: readonly number[],
): Promise<Sample> {
  const { rows } = await pool.query<Record<string, string>>(
    `SELECT pg_database_size(current_database()) AS database,
       pg_table_size('observation') AS observation, pg_indexes_size('observation') AS index,
       pg_total_relation_size('dimension_stats') AS statistics, pg_total_relation_size('rollup_hour') AS hours,
       pg_total_relation_size('collection') + pg_total_relation_size('source_run')
         + pg_total_relation_size('rejection') + pg_total_relation_size('alert') AS record`,
  );
  const mb = (name: string) => Number(rows[0]?.[name]) / MB;
  const vacuumMs = await timed(() => pool.query(`VACUUM (ANALYZE) ${TABLES}`));
  const fresh = () => postgresReader(pool, () => nowMs);
  const reader = fresh();
  const { dimensions } = await reader.snapshot();
  const id = dimensions[0]?.id ?? 0;
  global.gc?.();
  const { rss, heapUsed } = process.memoryUsage();
  return {
    collections,
    collectMs: median(collectMs) ?? Number.NaN,
    memoryMb: rss / MB,
    heapMb: heapUsed / MB,
    databaseMb: mb('database'),
    observationMb: mb('observation'),
    observationIndexMb: mb('index'),
    statisticsMb: mb('statistics'),
    hoursMb: mb('hours'),
    recordMb: mb('record'),
    vacuumMs,
    snapshotMs: await medianOf(() => fresh().snapshot()),
    dayMs: await medianOf(() => reader.points(id, 1, nowMs - 24 * HOUR_MS, nowMs)),
    weekMs: await medianOf(() => reader.hours(id, 1, nowMs - 7 * 24 * HOUR_MS, nowMs)),
  };
}

async function medianOf(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < TRIES; i++) times.push(await timed(work));
  return median(times) ?? Number.NaN;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedMs = performance.now();
  await work();
  return performance.now() - startedMs;
}
