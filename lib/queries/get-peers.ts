import { quoteClass } from '@/lib/model/quote-class';
import { coinsOf, venueOf } from '@/lib/quality';
import {
  baselineOf,
  type Dimension,
  type Metric,
  QUALITIES,
  type Quality,
  ratioOf,
  type Snapshot,
} from '@/lib/series';
import { finiteOrNull } from './format';

/** The same pair on another venue. */
export interface Peer {
  dimension: Dimension;
  /** Time of its last accepted observation, ms UTC. */
  atMs: number;
  quality: Quality;
  latest: number | null;
  ratio: number | null;
  /** How far its price is above that of the market asked about, as a part of it; null where either is unknown. */
  premium: number | null;
}

/**
 * The markets of other exchanges with the same coin and a quote of the same class, seen within the last day, by exchange
 * and quote. Another coin of the same ticker is not among them. Reads the snapshot alone.
 */
export function getPeers(snapshot: Snapshot, market: Dimension, metric: Metric): Peer[] {
  const { stats, rowOf, dimensions } = snapshot;
  const value = (row: number, column: number) => stats.latest[row * stats.metricCount + column] ?? Number.NaN;
  const priceColumn = (snapshot.metricByName.get('price')?.position ?? 0) - 1;
  const ownRow = rowOf.get(market.id);
  const ownPrice = ownRow === undefined ? Number.NaN : value(ownRow, priceColumn);
  const ownClass = quoteClass(market.quote);
  const coinOf = coinsOfBase(snapshot, market.base, priceColumn);
  return dimensions
    .filter(
      ({ base, quote, exchange }) =>
        base === market.base && exchange !== market.exchange && quoteClass(quote) === ownClass,
    )
    .filter(({ id }) => coinOf.get(id) === coinOf.get(market.id))
    .flatMap((dimension) => {
      const row = rowOf.get(dimension.id);
      if (row === undefined) return [];
      const column = metric.position - 1;
      return {
        dimension,
        atMs: stats.atMs[row] ?? Number.NaN,
        quality: QUALITIES[stats.quality[row] ?? 0] ?? 'good',
        latest: finiteOrNull(value(row, column)),
        ratio: metric.hasRatio ? ratioOf(stats, row, column) : null,
        premium: finiteOrNull(value(row, priceColumn) / ownPrice - 1),
      };
    })
    .sort((a, b) => (a.dimension.name < b.dimension.name ? -1 : 1));
}

/** The coin of each market of a base, by dimension id; what its quotes are worth is told by their own dollar markets. */
function coinsOfBase(
  { stats, rowOf, dimensions }: Snapshot,
  base: string,
  priceColumn: number,
): Map<number, string> {
  const quotes = new Set(dimensions.flatMap((one) => (one.base === base ? [one.quote] : [])));
  const wanted = dimensions.filter((one) => one.base === base || quotes.has(one.base));
  const coins = coinsOf(
    wanted.map(({ id, base, quote, exchange }) => {
      const row = rowOf.get(id);
      const price = row === undefined ? undefined : stats.latest[row * stats.metricCount + priceColumn];
      return {
        base,
        quoteClass: quoteClass(quote),
        exchange: venueOf(exchange),
        quoteVolume: Number.NaN,
        price: price ?? Number.NaN,
        baseline: row === undefined ? null : baselineOf(stats, row, priceColumn),
      };
    }),
  );
  return new Map(wanted.map(({ id, base }, i) => [id, coins[i] ?? base]));
}
