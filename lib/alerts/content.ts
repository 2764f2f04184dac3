import { ascending } from 'd3-array';
import { type Metric, QUALITIES } from '@/lib/series';
import type { AlertEntry, AlertMail, AlertSeries } from './alert-mail';
import type { Alert } from './judge-alerts';
import type { Markets } from './markets';
import type { Telling } from './tell';

/** More than these, and a mail names the rest by a number and a link. */
const MOST_ENTRIES = 20;
const SINGLE_VENUE = QUALITIES.indexOf('single-venue');

/**
 * What is told, as entries of mails: the same object for all who are told the same. Of equally unusual series the metric
 * that comes first in the table, which is the price, gives the mail its name.
 */
export function entryMaker(markets: Markets, metrics: readonly Metric[]) {
  const known = new Map<string, AlertEntry>();
  const metricOf = new Map(metrics.map((metric) => [metric.name, metric]));
  const place = ({ metric }: AlertSeries) => metricOf.get(metric)?.position ?? Number.POSITIVE_INFINITY;
  const bySalience = (a: AlertSeries, b: AlertSeries) =>
    distanceOf(b) - distanceOf(a) || ascending(place(a), place(b)) || ascending(a.dimension, b.dimension);
  return ({ base, event, alerts }: Telling): AlertEntry => {
    const key = `${event} ${alerts.map(({ id }) => id).join(' ')}`;
    const entry = known.get(key);
    if (entry !== undefined) return entry;
    const series = alerts.map((alert) => seriesOf(alert, event, markets, metricOf));
    const made = { base, event, series: series.sort(bySalience) };
    known.set(key, made);
    return made;
  };
}

/** The mail of one subscriber: the furthest from 1 first, and the first 20. */
export function mailOf(
  kind: AlertMail['kind'],
  atMs: number,
  given: readonly AlertEntry[],
  timeZone: string | null,
): AlertMail {
  const entries = given.toSorted(
    (a, b) => entryDistance(b) - entryDistance(a) || ascending(a.base, b.base) || ascending(a.event, b.event),
  );
  const shown = entries.slice(0, MOST_ENTRIES);
  return { kind, atMs, entries: shown, more: entries.length - shown.length, timeZone };
}

/** Two mails with the same key say the same. */
export function contentKey({ kind, entries, more, timeZone }: AlertMail): string {
  const told = entries.map(
    ({ event, series }) => `${event} ${series.map(({ alertId }) => alertId).join(' ')}`,
  );
  return [kind, timeZone ?? '', more, ...told].join('\n');
}

const entryDistance = ({ series }: AlertEntry) => distanceOf(series[0]);

/** To six digits: beyond them price, bid and ask of one market differ by how their means were rounded. */
function distanceOf(series: AlertSeries | undefined): number {
  return series === undefined ? 0 : Math.round(Math.abs(Math.log(series.peakRatio)) * 1e6);
}

function seriesOf(
  alert: Alert,
  event: Telling['event'],
  markets: Markets,
  metricOf: ReadonlyMap<string, Metric>,
): AlertSeries {
  const { name, exchange, base, quote } = markets.of(alert.dimensionId);
  const { label = alert.metric, unit = '1' } = metricOf.get(alert.metric) ?? {};
  const { closing } = alert;
  const { value, mean, ratio } =
    event === 'begin'
      ? alert.opening
      : {
          value: closing?.value ?? null,
          mean: closing?.mean ?? null,
          ratio: closing === null ? null : closing.value / closing.mean,
        };
  return {
    alertId: alert.id,
    dimension: name,
    exchange,
    base,
    quote,
    metric: alert.metric,
    label,
    unit,
    direction: alert.direction,
    threshold: alert.threshold,
    value,
    mean,
    ratio,
    peakRatio: alert.peakRatio,
    sinceMs: alert.openedMs,
    untilMs: alert.resolvedMs,
    singleVenue: alert.quality === SINGLE_VENUE,
    venues: { agreeing: alert.venuesAgreeing, listing: alert.venuesListing },
  };
}
