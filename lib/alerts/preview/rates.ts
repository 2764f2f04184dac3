import type { Markets } from '@/lib/alerts/markets';
import type { DollarRates } from '@/lib/alerts/turnover';
import { quoteClass } from '@/lib/model/quote-class';
import { dollarRates, venueOf } from '@/lib/quality';
import { type Dimension, type ObservationRows, type Snapshot, WINDOW_MS } from '@/lib/series';

const DOLLAR = 'USD';

/**
 * The markets that say what the quotes of `wanted` are worth in US dollars: of each quote, the most traded market in
 * dollars of each venue; the most traded first.
 */
export function ratingMarkets(
  wanted: readonly Dimension[],
  { dimensions, stats, metrics, rowOf }: Snapshot,
): Dimension[] {
  const quotes = new Set(wanted.map(({ quote }) => quoteClass(quote)));
  quotes.delete(DOLLAR);
  if (quotes.size === 0) return [];
  const column = metrics.findIndex(({ name }) => name === 'quote_volume');
  const volumeOf = ({ id }: Dimension) =>
    stats.latest[(rowOf.get(id) ?? Number.NaN) * stats.metricCount + column] || 0;
  const byVenue = new Map<string, Dimension>();
  for (const dimension of dimensions) {
    if (!quotes.has(dimension.base) || quoteClass(dimension.quote) !== DOLLAR) continue;
    const key = `${dimension.base} ${venueOf(dimension.exchange)}`;
    const known = byVenue.get(key);
    if (known === undefined || volumeOf(dimension) > volumeOf(known)) byVenue.set(key, dimension);
  }
  return [...byVenue.values()].sort((a, b) => volumeOf(b) - volumeOf(a));
}

/**
 * What quotes were worth in each of these slots (ascending, ms UTC), by the observations of those markets: columns price
 * and quote volume, in the order of their times.
 */
export function* ratesBySlot(
  { dimensionIds, atMs, values }: ObservationRows,
  slotsMs: readonly number[],
  markets: Markets,
): Generator<void, Map<number, DollarRates>> {
  const latest = new Map<number, { atMs: number; price: number; quoteVolume: number }>();
  const rates = new Map<number, DollarRates>();
  let row = 0;
  for (const slotMs of slotsMs) {
    for (; (atMs[row] ?? Number.POSITIVE_INFINITY) <= slotMs; row++) {
      const [price, quoteVolume] = [values[2 * row] ?? Number.NaN, values[2 * row + 1] ?? Number.NaN];
      latest.set(dimensionIds[row] ?? 0, { atMs: atMs[row] ?? 0, price, quoteVolume });
    }
    const seen = [...latest].filter(([, { atMs }]) => atMs > slotMs - WINDOW_MS);
    rates.set(slotMs, dollarRates(seen.flatMap(([id, observed]) => rated(markets.of(id), observed))));
    yield;
  }
  return rates;
}

/** A market in dollars, and one that is quoted in its base, for which its price is a rate. */
function rated(
  { base, quote, exchange }: Dimension,
  { price, quoteVolume }: { price: number; quoteVolume: number },
) {
  const unknown = { ratio: Number.NaN, step: Number.NaN };
  return [
    { base, quoteClass: quoteClass(quote), exchange: venueOf(exchange), quoteVolume, price, ...unknown },
    { base: '', quoteClass: base, exchange: '', quoteVolume: Number.NaN, price: Number.NaN, ...unknown },
  ];
}
