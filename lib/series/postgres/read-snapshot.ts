import type { ClientBase, Pool } from 'pg';
import { visibleCode } from '@/lib/model/market-name';
import { withTransaction } from '@/lib/platform/database';
import type { ClosedCollection, Dimension, Metric, Snapshot, StatsTable } from '@/lib/series/types';
import { readMetrics } from './registry';
import { readStats } from './stats-store';

interface DimensionRow extends Dimension {
  lastSeenAt: Date;
}

/** The newest collection whose transaction was committed, or null before the first. */
export async function readClosedCollection(queryable: Pool | ClientBase): Promise<ClosedCollection | null> {
  const { rows } = await queryable.query<{
    id: number;
    revision: number;
    slot: Date;
    closed_at: Date;
    interval_seconds: number;
  }>(
    `SELECT id, revision, slot, closed_at, interval_seconds FROM collection
     WHERE closed_at IS NOT NULL ORDER BY slot DESC LIMIT 1`,
  );
  const row = rows[0];
  if (row === undefined) return null;
  return {
    id: row.id,
    revision: row.revision,
    slotMs: row.slot.getTime(),
    closedAtMs: row.closed_at.getTime(),
    intervalSeconds: row.interval_seconds,
  };
}

/**
 * Everything that reads need, as of one state of the database: a collection may be committed meanwhile. The markets are
 * taken from `previous` where none has come or gone since: to read them takes longer than all the rest.
 */
export async function readSnapshot(pool: Pool, previous: Snapshot | null = null): Promise<Snapshot> {
  return withTransaction(pool, async (client) => {
    await client.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
    const collection = await readClosedCollection(client);
    const metrics = await readMetrics(client);
    const stats = await readStats(client, metrics.length);
    if (previous !== null && (await hasTheSameMarkets(client, previous)))
      return following(previous, collection, metrics, stats);
    const { rows } = await client.query<DimensionRow>(
      `SELECT id, name, exchange, base, quote, last_seen_at AS "lastSeenAt"
       FROM dimension ORDER BY name COLLATE "C"`,
    );
    return assemble(collection, metrics, rows, stats);
  });
}

/** True if no market was entered or removed since: none ever changes its name, and an id is given once. */
async function hasTheSameMarkets(client: ClientBase, { dimensions }: Snapshot): Promise<boolean> {
  const { rows } = await client.query<{ markets: number; newest: number | null }>(
    'SELECT count(*)::int AS markets, max(id) AS newest FROM dimension',
  );
  const newest = dimensions.reduce((largest, { id }) => Math.max(largest, id), 0);
  return rows[0]?.markets === dimensions.length && (rows[0].newest ?? 0) === newest;
}

/**
 * The snapshot after `previous`, from the statistics that a collection was announced with: no SQL. Null where they
 * tell of a market or a metric that `previous` does not know.
 */
export function nextSnapshot(
  previous: Snapshot,
  collection: ClosedCollection,
  stats: StatsTable,
): Snapshot | null {
  const { metrics, lastSeenMs } = previous;
  if (stats.metricCount !== metrics.length || !stats.dimensionIds.every((id) => lastSeenMs.has(id)))
    return null;
  return following(previous, collection, metrics, stats);
}

/** The markets of `previous` with newer statistics. */
function following(
  { dimensions, dimensionByName, lastSeenMs }: Snapshot,
  collection: ClosedCollection | null,
  metrics: Metric[],
  stats: StatsTable,
): Snapshot {
  const seen = new Map(lastSeenMs);
  stats.dimensionIds.forEach((id, row) => {
    seen.set(id, stats.atMs[row] ?? 0);
  });
  return {
    collection,
    metrics,
    metricByName: new Map(metrics.map((metric) => [metric.name, metric])),
    dimensions,
    dimensionByName,
    lastSeenMs: seen,
    stats,
    rowOf: rowsOf(stats),
    ranked: rankedIn(stats),
  };
}

function assemble(
  collection: ClosedCollection | null,
  metrics: Metric[],
  rows: DimensionRow[],
  stats: StatsTable,
): Snapshot {
  const rowOf = rowsOf(stats);
  const dimensions = rows.map(({ id, name, exchange, base, quote }) => ({
    id,
    name,
    exchange,
    base: visibleCode(base),
    quote: visibleCode(quote),
  }));
  const seen = ({ id, lastSeenAt }: DimensionRow): [number, number] => [
    id,
    stats.atMs[rowOf.get(id) ?? -1] ?? lastSeenAt.getTime(),
  ];
  return {
    collection,
    metrics,
    metricByName: new Map(metrics.map((metric) => [metric.name, metric])),
    dimensions,
    dimensionByName: new Map(dimensions.map((dimension) => [dimension.name, dimension])),
    lastSeenMs: new Map(rows.map(seen)),
    stats,
    rowOf,
    ranked: rankedIn(stats),
  };
}

function rowsOf({ dimensionIds }: StatsTable): Map<number, number> {
  const rows = new Map<number, number>();
  dimensionIds.forEach((id, row) => {
    rows.set(id, row);
  });
  return rows;
}

function rankedIn({ stddevRank, cvRank, metricCount }: StatsTable): Snapshot['ranked'] {
  return { stddev: countRanked(stddevRank, metricCount), cv: countRanked(cvRank, metricCount) };
}

function countRanked(ranks: Int32Array, metricCount: number): Int32Array {
  const counts = new Int32Array(metricCount);
  for (let cell = 0; cell < ranks.length; cell++) {
    if ((ranks[cell] ?? 0) > 0) counts[cell % metricCount] = (counts[cell % metricCount] ?? 0) + 1;
  }
  return counts;
}
