import { extent } from 'd3-array';
import type { ClientBase, Pool } from 'pg';
import { withTransaction } from '@/lib/platform/database';
import {
  appendHistory,
  appendOldHistory,
  ensureDimensions,
  lockStatistics,
  type Metric,
  type ObservationRows,
  refreshStatistics,
  WINDOW_MS,
} from '@/lib/series';
import type { Rows } from './batch';

export interface WriteDeps {
  pool: Pool;
  metrics: readonly Metric[];
  /** The newest slot, and the time from one to the next. */
  slotMs: number;
  intervalMs: number;
  /** Where the oldest hour begins whose observations are all still kept. */
  keptFromMs: number;
}

export interface Written {
  /** Observations added or changed. */
  changed: number;
  /** Markets whose statistics are still to be refreshed, since that would have held up a collection. */
  stale: number[];
}

/** Soon to leave the window of statistics that go on by themselves: what was not added must not be removed. */
const LEAVING_MS = 3_600_000;
/** Some 100 ms of reading. */
const VALUES_A_REFRESH = 1_000_000;

/**
 * Writes one batch as a whole: observations, the rollups of hours too old to be computed later and, where that is
 * quick or cannot wait, the statistics. `idOf` learns the markets that are new.
 */
export async function writeRows(deps: WriteDeps, rows: Rows, idOf: Map<string, number>): Promise<Written> {
  const { pool, metrics, keptFromMs, slotMs } = deps;
  if (rows.atMs.length === 0) return { changed: 0, stale: [] };
  await learn(pool, rows, idOf);
  const written = toObservations(rows, idOf, metrics.length);
  const old = select(written, (atMs) => atMs < keptFromMs);
  const kept = select(written, (atMs) => atMs >= keptFromMs);
  // A market not seen for a day still has statistics, whose window reaches back one more.
  const live = select(written, (atMs) => atMs > slotMs - 2 * WINDOW_MS);
  const ids = Array.from(new Set(live.dimensionIds));
  return withTransaction(pool, async (client) => {
    await lockStatistics(client);
    let changed = 0;
    if (old.dimensionIds.length > 0) changed += await appendOldHistory(client, old);
    if (kept.dimensionIds.length > 0) changed += await appendHistory(client, kept);
    await widenSeen(client, written);
    const isLeaving = changed > 0 && live.atMs.some((atMs) => atMs < slotMs - WINDOW_MS + LEAVING_MS);
    if (ids.length > marketsARefresh(deps) && !isLeaving) return { changed, stale: ids };
    await refresh(client, ids, deps);
    return { changed, stale: [] };
  });
}

/** Refreshes the statistics of these markets, in parts that hold up no collection for long. */
export async function refreshStale(deps: WriteDeps, dimensionIds: Iterable<number>): Promise<void> {
  const ids = Array.from(dimensionIds).sort((a, b) => a - b);
  const step = marketsARefresh(deps);
  for (let from = 0; from < ids.length; from += step) {
    await withTransaction(deps.pool, async (client) => {
      await lockStatistics(client);
      await refresh(client, ids.slice(from, from + step), deps);
    });
  }
}

function marketsARefresh({ metrics, intervalMs }: WriteDeps): number {
  return Math.max(10, Math.floor(VALUES_A_REFRESH / (metrics.length * (WINDOW_MS / intervalMs))));
}

async function refresh(
  client: ClientBase,
  ids: readonly number[],
  { metrics, slotMs, intervalMs }: WriteDeps,
): Promise<void> {
  if (ids.length > 0) {
    await refreshStatistics(client, Int32Array.from(ids).sort(), metrics, { slotMs, intervalMs });
  }
}

async function learn(pool: Pool, { markets, atMs }: Rows, idOf: Map<string, number>): Promise<void> {
  const fresh = new Map(markets.filter(({ name }) => !idOf.has(name)).map((market) => [market.name, market]));
  if (fresh.size === 0) return;
  const known = await ensureDimensions(pool, [...fresh.values()], extent(atMs)[0] ?? 0);
  for (const name of fresh.keys()) idOf.set(name, known.get(name) ?? 0);
}

function toObservations(rows: Rows, idOf: ReadonlyMap<string, number>, metricCount: number): ObservationRows {
  const values = new Float64Array(rows.values.length * metricCount);
  rows.values.forEach((of, row) => {
    values.set(of, row * metricCount);
  });
  return {
    metricCount,
    dimensionIds: Int32Array.from(rows.markets, ({ name }) => idOf.get(name) ?? 0),
    atMs: Float64Array.from(rows.atMs),
    values,
  };
}

function select(all: ObservationRows, wanted: (atMs: number) => boolean): ObservationRows {
  const { metricCount } = all;
  const rows = Array.from(all.atMs.keys()).filter((row) => wanted(all.atMs[row] ?? 0));
  if (rows.length === all.atMs.length) return all;
  const values = new Float64Array(rows.length * metricCount);
  rows.forEach((from, to) => {
    values.set(all.values.subarray(from * metricCount, (from + 1) * metricCount), to * metricCount);
  });
  return {
    metricCount,
    dimensionIds: Int32Array.from(rows, (row) => all.dimensionIds[row] ?? 0),
    atMs: Float64Array.from(rows, (row) => all.atMs[row] ?? 0),
    values,
  };
}

/** A market has been seen at least from its first to its last observation. */
async function widenSeen(client: ClientBase, { dimensionIds, atMs }: ObservationRows): Promise<void> {
  await client.query(
    `UPDATE dimension d SET first_seen_at = least(first_seen_at, first), last_seen_at = greatest(last_seen_at, last)
     FROM (SELECT id, min(at) AS first, max(at) AS last
           FROM unnest($1::int[], $2::timestamptz[]) AS seen (id, at) GROUP BY id) s
     WHERE s.id = d.id AND (first < first_seen_at OR last > last_seen_at)`,
    [Array.from(dimensionIds), Array.from(atMs, (ms) => new Date(ms))],
  );
}
