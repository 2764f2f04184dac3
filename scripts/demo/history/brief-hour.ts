import type { HourRollup, Metric } from '@/lib/series';
import { rollUp } from '@/lib/series/rollup';
import type { VenueMarket } from '@/scripts/demo/world/venue';
import { HOUR_MS, SLOT_MS } from './span';

const SLOTS = HOUR_MS / SLOT_MS;

/** An hour of price and volume alone, rolled up from the observations that collections would have stored. */
export function briefHour(
  markets: readonly VenueMarket[],
  hourMs: number,
  idOf: ReadonlyMap<string, number>,
  metrics: readonly Metric[],
): HourRollup {
  const price = columnOf('price', metrics);
  const volume = columnOf('volume', metrics);
  // A row ends at the last column that is known.
  const metricCount = Math.max(price, volume) + 1;
  const rows = markets.length * SLOTS;
  const observations = {
    metricCount,
    dimensionIds: new Int32Array(rows),
    atMs: new Float64Array(rows),
    values: new Float64Array(rows * metricCount).fill(Number.NaN),
  };
  markets.forEach((each, i) => {
    for (let slot = 0; slot < SLOTS; slot++) {
      const row = i * SLOTS + slot;
      const atMs = hourMs + slot * SLOT_MS;
      const brief = each.briefAt(atMs);
      observations.dimensionIds[row] = idOf.get(each.market.name) ?? 0;
      observations.atMs[row] = atMs;
      observations.values[row * metricCount + price] = brief.price;
      observations.values[row * metricCount + volume] = brief.volume;
    }
  });
  return rollUp(observations, hourMs);
}

function columnOf(name: string, metrics: readonly Metric[]): number {
  return metrics.findIndex((metric) => metric.name === name);
}
