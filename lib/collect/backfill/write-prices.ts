import type { Pool } from 'pg';
import { withTransaction } from '@/lib/platform/database';
import { appendHistory, lockStatistics, type Metric, refreshStatistics } from '@/lib/series';
import type { Price } from './slots';
import { lastCollectedSlot, readKnown } from './store';

export interface MarketPrices {
  dimensionId: number;
  /** Ascending. */
  prices: Price[];
}

/**
 * Writes the prices of some markets and, in the same short transaction, their statistics and all ranks. What has
 * become known meanwhile stays as it is. Answers how many prices were written.
 */
export async function writePrices(
  {
    pool,
    metrics,
    pricePosition,
    intervalMs,
  }: {
    pool: Pool;
    metrics: readonly Metric[];
    pricePosition: number;
    intervalMs: number;
  },
  markets: readonly MarketPrices[],
): Promise<number> {
  const all = markets.flatMap(({ dimensionId, prices }) =>
    prices.map((price) => ({ dimensionId, ...price })),
  );
  if (all.length === 0) return 0;
  const ids = markets.map(({ dimensionId }) => dimensionId);
  const times = all.map(({ atMs }) => atMs);
  const range = { fromMs: Math.min(...times), toMs: Math.max(...times), position: pricePosition };
  return withTransaction(pool, async (client) => {
    await lockStatistics(client);
    const known = await readKnown(client, ids, range);
    const knownOf = new Map(ids.map((id) => [id, known(id)]));
    const rows = all.filter(({ dimensionId, atMs }) => knownOf.get(dimensionId)?.has(atMs) !== true);
    const values = new Float64Array(rows.length * metrics.length).fill(Number.NaN);
    rows.forEach(({ price }, row) => {
      values[row * metrics.length + pricePosition - 1] = price;
    });
    const written = await appendHistory(client, {
      metricCount: metrics.length,
      dimensionIds: Int32Array.from(rows, ({ dimensionId }) => dimensionId),
      atMs: Float64Array.from(rows, ({ atMs }) => atMs),
      values,
    });
    const slotMs = (await lastCollectedSlot(client)) ?? range.toMs;
    await refreshStatistics(client, Int32Array.from(ids).sort(), metrics, { slotMs, intervalMs });
    return written;
  });
}
