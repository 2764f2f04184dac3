import { exchangeName } from '@/components/format/market-name';
import { formatValue } from '@/components/format/number';
import { unitName } from '@/components/format/unit';
import type { AlertEntry, AlertSeries } from '@/lib/alerts';

/** How far it is from what is usual; of an end where a new baseline has none, how far it was. */
export function furthest(series: AlertSeries): number {
  return series.ratio ?? series.peakRatio;
}

/** `on 4 venues`, `on Kraken`, `one venue only` */
export function venueWords({ series }: AlertEntry): string {
  const venues = new Set(series.map(({ exchange }) => exchange));
  const [first = ''] = venues;
  if (series.every(({ singleVenue }) => singleVenue)) return `on ${exchangeName(first)}, one venue only`;
  return venues.size === 1 ? `on ${exchangeName(first)}` : `on ${venues.size} venues`;
}

/** The first of each metric, in their order. */
export function byMetric({ series }: AlertEntry): AlertSeries[] {
  const firsts = new Map<string, AlertSeries>();
  for (const one of series) if (!firsts.has(one.metric)) firsts.set(one.metric, one);
  return [...firsts.values()];
}

/** `584.20 USD, against a mean of 142.37 USD` */
export function against(series: AlertSeries): string {
  const { value, mean } = series;
  const unit = unitName(series.unit, series);
  const withUnit = (figure: number) => `${formatValue(figure)}${unit && ` ${unit}`}`;
  if (value === null) return 'no value now';
  if (mean === null) return `${withUnit(value)}, and a new baseline begins`;
  return `${withUnit(value)}, against a mean of ${withUnit(mean)}`;
}

/** Whether others say the same, in a sentence. */
export function agreement({ series }: AlertEntry): string {
  const [first] = series;
  if (first === undefined) return '';
  if (first.singleVenue) return 'One venue only: no other exchange can confirm it.';
  const { agreeing, listing } = first.venues;
  if (listing === 0) return 'No other venue lists it.';
  return `${agreeing} of ${listing} ${listing === 1 ? 'other venue agrees' : 'other venues agree'} on its price.`;
}
