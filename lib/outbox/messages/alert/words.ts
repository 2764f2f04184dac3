import type { AlertEntry, AlertSeries } from '@/lib/alerts';
import { times } from '@/lib/format/alert-words';
import { exchangeName } from '@/lib/format/market-name';
import { formatValue } from '@/lib/format/number';
import { unitName } from '@/lib/format/unit';

/** An alert that ended within this factor of its average is back to normal. */
const NORMAL_FACTOR = 1.5;

/** How far a series is from its average; at an end, how far it was. */
export function furthest({ ratio, peakRatio, untilMs }: AlertSeries): number {
  return untilMs === null ? (ratio ?? peakRatio) : peakRatio;
}

/** `on 4 exchanges`, `on Kraken`, `on Gate only` */
export function exchangeWords({ series }: AlertEntry): string {
  const exchanges = new Set(series.map(({ exchange }) => exchange));
  const [first = ''] = exchanges;
  if (series.every(({ singleVenue }) => singleVenue)) return `on ${exchangeName(first)} only`;
  return exchanges.size === 1 ? `on ${exchangeName(first)}` : `on ${exchanges.size} exchanges`;
}

/** The first of each metric, in their order. */
export function byMetric({ series }: AlertEntry): AlertSeries[] {
  const firsts = new Map<string, AlertSeries>();
  for (const one of series) if (!firsts.has(one.metric)) firsts.set(one.metric, one);
  return [...firsts.values()];
}

/** `584.20 USD` */
export function figure(series: AlertSeries, value: number): string {
  const unit = unitName(series.unit, series);
  return `${formatValue(value)}${unit && ` ${unit}`}`;
}

/** Value and average of an alert that began: `584.20 USD, up from a 24 h average of 142.37 USD (your alert: 3×)`. */
export function beginningWords(series: AlertSeries): string {
  const { value, mean, direction, threshold } = series;
  if (value === null || mean === null) return 'no value now';
  const [move, level] = direction === 'above' ? ['up', `${threshold}×`] : ['down', `1/${threshold}`];
  return `${figure(series, value)}, ${move} from a 24 h average of ${figure(series, mean)} (your alert: ${level})`;
}

/** Peak and value of an alert that is over: `Peaked at 5.2× its 24 h average, now 171.20 USD`. */
export function endingWords(series: AlertSeries): string {
  const { value, mean, direction, peakRatio } = series;
  const reached = direction === 'above' ? 'Peaked at' : 'Fell to';
  const peak = `${reached} ${times(peakRatio)} its 24 h average`;
  if (value === null) return peak;
  return `${peak}, now ${figure(series, value)}${mean === null ? ', where a new 24 h average begins' : ''}`;
}

/** How an entry ended: `back to normal`, or only behind its level. */
export function endWords({ ratio, direction }: AlertSeries): string {
  if (ratio !== null && ratio < NORMAL_FACTOR && ratio > 1 / NORMAL_FACTOR) return 'back to normal';
  return direction === 'above' ? 'back below its alert level' : 'back above its alert level';
}

/** Whether other exchanges confirm it, in a sentence. */
export function confirmation({ series }: AlertEntry): string {
  const [first] = series;
  if (first === undefined) return '';
  if (first.singleVenue) return 'No other exchange can confirm it.';
  const { agreeing, listing } = first.venues;
  if (listing === 0) return 'No other exchange lists it.';
  return `Confirmed by ${agreeing} of ${listing} other ${listing === 1 ? 'exchange' : 'exchanges'}.`;
}
