import type { Pool } from 'pg';
import { withTransaction } from '@/lib/platform/database';
import {
  ensureDimensions,
  type Metric,
  type ObservationRows,
  readStats,
  recordSlot,
  type StatsTable,
  syncMetrics,
} from '@/lib/series';

/** What tests say of one market at one time; NaN where a value is unknown. */
export interface Seen {
  id: number;
  values: number[];
}

/** Enters plain metrics and markets `x:<base>-USD`; answers the metrics and the ids in the order of the bases. */
export async function enter(
  pool: Pool,
  metricNames: string[],
  bases: string[],
): Promise<{ metrics: Metric[]; ids: number[] }> {
  const definition = { unit: '1', description: 'for tests', hasRatio: true };
  const metrics = await syncMetrics(
    pool,
    metricNames.map((name) => ({ ...definition, name, label: name })),
  );
  const markets = bases.map((base) => ({ name: `x:${base}-USD`, exchange: 'x', base, quote: 'USD' }));
  const idOf = await ensureDimensions(pool, markets, 0);
  return { metrics, ids: markets.map(({ name }) => idOf.get(name) ?? 0) };
}

export function rowsOf(seen: readonly (Seen & { atMs: number })[], metricCount: number): ObservationRows {
  return {
    metricCount,
    dimensionIds: Int32Array.from(seen, ({ id }) => id),
    atMs: Float64Array.from(seen, ({ atMs }) => atMs),
    values: Float64Array.from(seen.flatMap(({ values }) => values)),
  };
}

/** Records one slot as a collection does, without the collection. */
export function record(
  pool: Pool,
  metrics: readonly Metric[],
  slot: { atMs: number; intervalMs: number },
  seen: readonly Seen[],
): Promise<StatsTable> {
  const { dimensionIds, values } = rowsOf(
    seen.map((each) => ({ ...each, atMs: slot.atMs })),
    metrics.length,
  );
  const marks = {
    dimensionIds,
    quality: new Uint8Array(seen.length).fill(1),
    venuesAgreeing: new Uint16Array(seen.length).fill(2),
    venuesListing: new Uint16Array(seen.length).fill(3),
  };
  const batch = { atMs: slot.atMs, metricCount: metrics.length, dimensionIds, values };
  return withTransaction(pool, async (client) =>
    recordSlot(
      client,
      await readStats(client, metrics.length),
      { batch, rejections: [], marks, metrics, intervalMs: slot.intervalMs },
      () => undefined,
    ),
  );
}

export function storedStats(pool: Pool, metrics: readonly Metric[]): Promise<StatsTable> {
  return withTransaction(pool, (client) => readStats(client, metrics.length));
}
