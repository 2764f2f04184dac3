import { HOUR_MS } from '@/lib/model/time';
import type { HourRollup, Metric } from '@/lib/series';
import { closeHour, openHour, takeIn } from '@/lib/series/rollup';
import type { VenueMarket } from '@/scripts/demo/world/venue';
import { SLOT_MS } from './span';

/** An hour of price and volume alone, rolled up from the values that collections would have stored. */
export function briefHour(
  markets: readonly VenueMarket[],
  hourMs: number,
  idOf: ReadonlyMap<string, number>,
  metrics: readonly Metric[],
): HourRollup {
  const price = columnOf('price', metrics);
  const volume = columnOf('volume', metrics);
  const metricCount = Math.max(price, volume) + 1;
  const ids = Int32Array.from(markets, ({ market }) => idOf.get(market.name) ?? 0);
  const hour = openHour(hourMs, ids, metricCount);
  markets.forEach(({ quotes }, i) => {
    const row = i * metricCount;
    for (let atMs = hourMs; atMs < hourMs + HOUR_MS; atMs += SLOT_MS) {
      takeIn(hour, row + price, quotes.last(atMs));
      takeIn(hour, row + volume, quotes.volume(atMs));
    }
  });
  return closeHour(hour);
}

function columnOf(name: string, metrics: readonly Metric[]): number {
  return metrics.findIndex((metric) => metric.name === name);
}
