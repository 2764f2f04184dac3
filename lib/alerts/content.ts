import { ascending, group } from 'd3-array';
import { type Metric, QUALITIES } from '@/lib/series';
import type { AlertEntry, AlertMail, AlertSeries } from './alert-mail';
import { further } from './level';
import type { Markets } from './markets';
import type { Telling } from './tell';
import type { WatchedRange } from './watched-range';

/** More than these, and a mail names the rest by a number and a link. */
const MAX_ENTRIES = 20;
const SINGLE_VENUE = QUALITIES.indexOf('single-venue');

/** The highest level of a range that a subscriber watches; null: none. */
export type LevelOf = (range: WatchedRange, subscriberId: number) => number | null;

/** What makes series of emails out of ranges, and puts them in order. */
export interface SeriesContent {
  /** The same object for all subscribers who are told the same. */
  entryOf(telling: Telling): AlertEntry;
  /**
   * The furthest from 1 first. Of equally unusual series the metric that comes first in the table, which is the price,
   * gives the mail its name.
   */
  sorted(series: readonly AlertSeries[]): AlertSeries[];
}

export function seriesContent(markets: Markets, metrics: readonly Metric[], levelOf: LevelOf): SeriesContent {
  const known = new Map<string, AlertEntry>();
  const metricOf = new Map(metrics.map((metric) => [metric.name, metric]));
  const place = ({ metric }: AlertSeries) => metricOf.get(metric)?.position ?? Number.POSITIVE_INFINITY;
  const sorted = (series: readonly AlertSeries[]) =>
    series.toSorted(
      (a, b) =>
        distanceOf(b) - distanceOf(a) || ascending(place(a), place(b)) || ascending(a.dimension, b.dimension),
    );
  return {
    sorted,
    entryOf({ subscriberId, base, event, ranges }) {
      // The end of an alert does not name its level: it is the same for all who were told of the same beginning.
      const leveled = ranges.map((range) => ({
        range,
        threshold: (event === 'begin' ? levelOf(range, subscriberId) : null) ?? range.from,
      }));
      const key = `${event} ${leveled.map(({ range, threshold }) => `${rangeKey(range)} ${threshold}`).join(' ')}`;
      const entry = known.get(key);
      if (entry !== undefined) return entry;
      const bySeries = group(leveled, ({ range: { dimensionId, metric, direction } }) =>
        [dimensionId, metric, direction].join(' '),
      );
      const series = Array.from(bySeries.values(), (own) => seriesOf(own, event, markets, metricOf));
      const made = { base, event, series: sorted(series) };
      known.set(key, made);
      return made;
    },
  };
}

const rangeKey = ({ dimensionId, metric, direction, openedMs, closedMs }: WatchedRange) =>
  `${dimensionId} ${metric} ${direction} ${openedMs} ${closedMs}`;

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
  const shown = entries.slice(0, MAX_ENTRIES);
  return { kind, atMs, entries: shown, more: entries.length - shown.length, timeZone };
}

/** Two mails with the same key say the same. */
export function contentKey({ kind, entries, more, timeZone }: AlertMail): string {
  const told = entries.map(({ event, series }) => `${event} ${series.map(contentOf).join(' ')}`);
  return [kind, timeZone ?? '', more, ...told].join('\n');
}

const contentOf = ({ dimensionId, metric, direction, threshold, sinceMs, untilMs, value }: AlertSeries) =>
  [dimensionId, metric, direction, threshold, sinceMs, untilMs, value].join(' ');

const entryDistance = ({ series }: AlertEntry) => distanceOf(series[0]);

/** To six digits: beyond them price, bid and ask of one market differ by how their means were rounded. */
function distanceOf(series: AlertSeries | undefined): number {
  return series === undefined ? 0 : Math.round(Math.abs(Math.log(series.peakRatio)) * 1e6);
}

interface LeveledRange {
  range: WatchedRange;
  threshold: number;
}

/** Levels of one series that opened at different times are one series to those who watch several of them. */
function seriesOf(
  leveled: readonly LeveledRange[],
  event: Telling['event'],
  markets: Markets,
  metricOf: ReadonlyMap<string, Metric>,
): AlertSeries {
  const [first, ...others] = leveled.toSorted((a, b) => (b.range.closedMs ?? 0) - (a.range.closedMs ?? 0));
  if (first === undefined) throw new Error('a series is told of without a range');
  const { range, threshold } = first;
  const { name, exchange, base, quote } = markets.of(range.dimensionId);
  const { label = range.metric, unit = '1' } = metricOf.get(range.metric) ?? {};
  const reading = event === 'begin' ? range.opening : range.closing;
  return {
    dimensionId: range.dimensionId,
    dimension: name,
    exchange,
    base,
    quote,
    metric: range.metric,
    label,
    unit,
    direction: range.direction,
    threshold: Math.max(threshold, ...others.map((other) => other.threshold)),
    value: reading?.value ?? null,
    mean: reading?.mean ?? null,
    ratio: reading === null ? null : reading.value / reading.mean,
    peakRatio: leveled.reduce(
      (peak, { range: { peakRatio } }) => further(range.direction, peak, peakRatio),
      range.peakRatio,
    ),
    sinceMs: Math.min(...leveled.map(({ range: { openedMs } }) => openedMs)),
    untilMs: range.closedMs,
    singleVenue: range.evidence.quality === SINGLE_VENUE,
    venues: { agreeing: range.evidence.venuesAgreeing, listing: range.evidence.venuesListing },
  };
}
