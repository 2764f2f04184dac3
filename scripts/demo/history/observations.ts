import { slotValues } from '@/lib/collect/slot-values';
import { hasPrice, sane, venueOf } from '@/lib/quality';
import type { JudgedMarket } from '@/lib/quality/judge';
import type { Metric, ObservationBatch, ObservationRows } from '@/lib/series';
import type { World } from '@/scripts/demo/world/world';

/**
 * What a collection at this time would have stored of a calm world, by the collection's own functions. Nothing
 * needs judging there but each ticker by itself: no source lies, and no market leaves its peers.
 */
export function observationsAt(
  world: World,
  slotMs: number,
  idOf: ReadonlyMap<string, number>,
  metrics: readonly Metric[],
): ObservationBatch {
  const tickers = world.exchanges.flatMap((exchange) => world.tickersAt(exchange, slotMs));
  return slotValues(tickers.flatMap(believed), idOf, metrics, slotMs).batch;
}

/** Batches of several times as one, in their order. */
export function joined(batches: readonly ObservationBatch[], metricCount: number): ObservationRows {
  const rows = batches.reduce((count, { dimensionIds }) => count + dimensionIds.length, 0);
  const all = {
    metricCount,
    dimensionIds: new Int32Array(rows),
    atMs: new Float64Array(rows),
    values: new Float64Array(rows * metricCount),
  };
  let at = 0;
  for (const { atMs, dimensionIds, values } of batches) {
    all.dimensionIds.set(dimensionIds, at);
    all.atMs.fill(atMs, at, at + dimensionIds.length);
    all.values.set(values, at * metricCount);
    at += dimensionIds.length;
  }
  return all;
}

function believed(sent: JudgedMarket['sent']): JudgedMarket[] {
  const market = {
    sent,
    ...sane(sent),
    coin: sent.market.base,
    venue: venueOf(sent.market.exchange),
    quality: 'good',
    reason: null,
    peers: null,
    freshness: 'fresh',
    venuesAgreeing: 0,
    venuesListing: 0,
  } as const;
  return hasPrice(market.ticker) ? [market] : [];
}
