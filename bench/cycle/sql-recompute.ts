import type { PoolClient } from 'pg';
import { copyOut } from '@/lib/series/postgres/copy-reader';
import { timestamp } from '@/lib/series/postgres/literals';

/** What SQL found, row-major as in StatsTable. */
export interface Recomputed {
  metricCount: number;
  dimensionIds: Int32Array;
  count: Float64Array;
  mean: Float64Array;
  stddev: Float64Array;
  stddevRank: Float64Array;
  cvRank: Float64Array;
}

/** One dimension, all metrics; expanded in the select list, where values stream, not in FROM, which stores them. */
const ofDimension = (id: string, from: string, until: string) => `
  SELECT v.position, count(v.value)::int AS count, avg(v.value) AS mean, stddev_samp(v.value) AS stddev
  FROM (SELECT unnest(o.values) AS value, generate_subscripts(o.values, 1) AS position
        FROM observation o WHERE o.dimension_id = ${id} AND o.at >= ${from} AND o.at < ${until}) v
  GROUP BY v.position`;

/** Statistics of every series in a span of time: dimension_id, position, count, mean, stddev. */
const STATISTICS = {
  /** Every value a row, one aggregation over all of them, spread over Postgres' workers. */
  'one aggregation': (from: string, until: string) => `
    SELECT o.dimension_id, v.position::int, count(v.value)::int, avg(v.value) AS mean, stddev_samp(v.value) AS stddev
    FROM observation o CROSS JOIN LATERAL unnest(o.values) WITH ORDINALITY AS v (value, position)
    WHERE o.at >= ${from} AND o.at < ${until}
    GROUP BY o.dimension_id, v.position`,
  /** Over the primary key, so that the hash table fits the cache; Postgres plans this on one core only. */
  'dimension by dimension': (from: string, until: string) => `
    SELECT d.id AS dimension_id, s.* FROM dimension d CROSS JOIN LATERAL (${ofDimension('d.id', from, until)}) s`,
  /** The same on all cores: what is inside of a function may run in a worker. */
  'dimension by dimension in workers': (from: string, until: string) => `
    SELECT d.id AS dimension_id, s.* FROM dimension d CROSS JOIN LATERAL bench_dimension(d.id, ${from}, ${until}) s`,
};

export type Way = keyof typeof STATISTICS;
export const WAYS: readonly Way[] = [
  'one aggregation',
  'dimension by dimension',
  'dimension by dimension in workers',
];

/** What helps SQL, once a database: nothing spills, nothing is compiled for longer than it saves, and all workers are used. */
export async function favourSql(client: PoolClient): Promise<void> {
  await client.query(`SET work_mem = '2GB'`);
  await client.query('SET jit = off');
  await client.query('SET min_parallel_table_scan_size = 0');
  await client.query('SET parallel_setup_cost = 0');
  await client.query('SET parallel_tuple_cost = 0');
  // Not LANGUAGE sql, which is inlined, and then planned on one core.
  await client.query(
    `CREATE FUNCTION bench_dimension(id int, from_at timestamptz, until_at timestamptz)
     RETURNS TABLE ("position" int, count int, mean float8, stddev float8)
     LANGUAGE plpgsql STABLE PARALLEL SAFE COST 1000000
     AS $$ BEGIN RETURN QUERY ${ofDimension('id', 'from_at', 'until_at')}; END $$`,
  );
}

/**
 * Recomputes count, mean and sample standard deviation of every series over [fromMs, untilMs) from the raw arrays,
 * and both ranks, into the temporary table `recomputed`: no log is written for it, and no fsync waited for.
 */
export async function recompute(
  client: PoolClient,
  way: Way,
  fromMs: number,
  untilMs: number,
): Promise<void> {
  // Not INSERT, which allows no parallel plan.
  await client.query(
    `CREATE TEMP TABLE recomputed AS
     SELECT *, rank() OVER (PARTITION BY position ORDER BY stddev DESC)::int AS stddev_rank,
            rank() OVER (PARTITION BY position ORDER BY stddev / mean DESC)::int AS cv_rank
     FROM (${STATISTICS[way](timestamp(fromMs), timestamp(untilMs))}) s`,
  );
}

/** Reads and drops the table that `recompute` made. */
export async function takeRecomputed(
  client: PoolClient,
  rows: number,
  metricCount: number,
): Promise<Recomputed> {
  const columns = ['mean', 'stddev', 'count', 'stddev_rank', 'cv_rank'];
  const arrays = columns.map((column) => `array_agg(${column}::float8 ORDER BY position)`).join(', ');
  const reader = await copyOut(
    client,
    `SELECT dimension_id, ${arrays} FROM recomputed GROUP BY dimension_id ORDER BY dimension_id`,
  );
  await client.query('DROP TABLE recomputed');
  if (reader.rowsLeft() !== rows) throw new Error(`SQL found ${reader.rowsLeft()} dimensions, not ${rows}`);
  const cells = rows * metricCount;
  const found: Recomputed = {
    metricCount,
    dimensionIds: new Int32Array(rows),
    count: new Float64Array(cells),
    mean: new Float64Array(cells).fill(Number.NaN),
    stddev: new Float64Array(cells).fill(Number.NaN),
    stddevRank: new Float64Array(cells),
    cvRank: new Float64Array(cells),
  };
  for (let row = 0; reader.next(); row++) {
    found.dimensionIds[row] = reader.int4();
    for (const field of ['mean', 'stddev', 'count', 'stddevRank', 'cvRank'] as const) {
      reader.float8Array(found[field], row * metricCount, metricCount);
    }
  }
  return found;
}
