import { median } from 'd3-array';
import { quoteClass } from '@/lib/model/quote-class';
import { dollarRates, venueOf } from '@/lib/quality';
import { baselineOf, type Metric, type StatsTable } from '@/lib/series';
import type { Markets } from './markets';

/** US dollars a day; NaN where unknown. */
export interface Turnover {
  latest: number;
  /** Mean of the baseline. */
  usual: number;
}

/** What a quote is worth in US dollars, by its class. */
export type DollarRates = ReadonlyMap<string, { price: number }>;

/**
 * What the market in a row trades, in US dollars: its quote volume by the median price of its quote. Where an exchange
 * gives no volume, or nobody trades the quote for dollars: the median of the other venues that list the base, each
 * with its most liquid market. `rates` are those of the markets in the table where none are given.
 */
export function turnoverOf(
  stats: StatsTable,
  metrics: readonly Metric[],
  markets: Markets,
  rates?: DollarRates,
): (row: number) => Turnover {
  const own = ownTurnovers(stats, metrics, markets, rates);
  let byBase: Map<string, Map<string, Turnover>> | undefined;
  return (row) => {
    const turnover = own(row);
    if (!Number.isNaN(turnover.latest) && !Number.isNaN(turnover.usual)) return turnover;
    byBase ??= mostLiquid(stats, markets, own);
    const { base, exchange } = markets.of(stats.dimensionIds[row] ?? 0);
    const venues = new Map(byBase.get(base));
    venues.delete(venueOf(exchange));
    const others = [...venues.values()];
    return {
      latest: median(others, ({ latest }) => latest) ?? Number.NaN,
      usual: median(others, ({ usual }) => usual) ?? Number.NaN,
    };
  };
}

function ownTurnovers(
  stats: StatsTable,
  metrics: readonly Metric[],
  markets: Markets,
  given: DollarRates | undefined,
) {
  const columnOf = (name: string) => metrics.findIndex((metric) => metric.name === name);
  const [price, volume, quoteVolume] = [columnOf('price'), columnOf('volume'), columnOf('quote_volume')];
  const latestOf = (row: number, column: number) =>
    column < 0 ? Number.NaN : (stats.latest[row * stats.metricCount + column] ?? Number.NaN);
  const meanOf = (row: number, column: number) =>
    column < 0 ? Number.NaN : (baselineOf(stats, row, column)?.mean ?? Number.NaN);
  let rates = given;
  const readRates = () =>
    dollarRates(
      Array.from(stats.dimensionIds, (id, row) => {
        const { base, quote, exchange } = markets.of(id);
        return {
          base,
          quoteClass: quoteClass(quote),
          exchange: venueOf(exchange),
          quoteVolume: latestOf(row, quoteVolume),
          price: latestOf(row, price),
          ratio: Number.NaN,
          step: Number.NaN,
        };
      }),
    );
  return (row: number): Turnover => {
    const { quote } = markets.of(stats.dimensionIds[row] ?? 0);
    rates ??= readRates();
    const rate = rates.get(quoteClass(quote))?.price ?? Number.NaN;
    const inQuote = (read: typeof latestOf) => {
      const given = read(row, quoteVolume);
      return rate * (Number.isNaN(given) ? read(row, volume) * read(row, price) : given);
    };
    return { latest: inQuote(latestOf), usual: inQuote(meanOf) };
  };
}

/** By base and venue. */
function mostLiquid(stats: StatsTable, markets: Markets, own: (row: number) => Turnover) {
  const byBase = new Map<string, Map<string, Turnover>>();
  for (let row = 0; row < stats.dimensionIds.length; row++) {
    const turnover = own(row);
    if (Number.isNaN(turnover.latest) || Number.isNaN(turnover.usual)) continue;
    const { base, exchange } = markets.of(stats.dimensionIds[row] ?? 0);
    const venues = byBase.get(base) ?? new Map<string, Turnover>();
    byBase.set(base, venues);
    const venue = venueOf(exchange);
    if (turnover.latest > (venues.get(venue)?.latest ?? 0)) venues.set(venue, turnover);
  }
  return byBase;
}
