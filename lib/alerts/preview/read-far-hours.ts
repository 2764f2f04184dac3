import type { ClientBase } from 'pg';
import { DAY_MS, HOUR_MS } from '@/lib/model/time';
import {
  baselineOf,
  type Dimension,
  readExtremes,
  readHourCells,
  rolledUntil,
  type Snapshot,
} from '@/lib/series';
import type { Columns } from './columns';
import { type FarHours, farHoursOf, isFarSince } from './far-hours';
import type { Nearest } from './nearest';

/** Reads which hours of the last week were beyond the thresholds of some markets, and which markets were today. */
export type ReadFarHours = (markets: readonly Dimension[]) => Promise<FarHours>;

export async function openFarHours(
  client: ClientBase,
  { stats, rowOf }: Snapshot,
  slotMs: number,
  { positions }: Columns,
  nearestOf: (dimension: Dimension) => Nearest | null,
): Promise<ReadFarHours> {
  const rolledMs = Math.max((await rolledUntil(client)) ?? 0, slotMs - DAY_MS - HOUR_MS);
  return async (markets) => {
    const ids = Int32Array.from(markets, ({ id }) => id).sort();
    const nearest = new Map(markets.map((market) => [market.id, nearestOf(market)]));
    const hours = await readHourCells(client, ids, positions, slotMs - 8 * DAY_MS);
    const found = farHoursOf(hours, (id) => nearest.get(id) ?? null, slotMs);
    for (const { dimensionId, ...extremes } of await readExtremes(client, ids, positions, rolledMs)) {
      const own = nearest.get(dimensionId) ?? null;
      const row = rowOf.get(dimensionId) ?? -1;
      const meanOf = (column: number) =>
        baselineOf(stats, row, (positions[column] ?? 0) - 1)?.mean ?? Number.NaN;
      if (own !== null && isFarSince(extremes, own, meanOf)) found.today.add(dimensionId);
    }
    return found;
  };
}
