import { marketWords, metricWord, times } from '@/components/alerts/alert-words';
import type { AlertEntry, AlertSeries } from '@/lib/alerts';
import { spanIn, timeIn } from './when';
import { against, agreement, furthest } from './words';

/** Beyond these a mail says how many more there are, and links to them. */
const MOST_SERIES = 6;

/** What a mail says of one entry, in words: the same for its HTML and its text. */
export interface EntryFacts {
  /** Since when, or from when to when; and whether others say the same. */
  sentence: string;
  lines: { series: AlertSeries; times: string; what: string; against: string }[];
  /** How many series more there are. */
  more: number;
}

export function entryFacts(entry: AlertEntry, timeZone: string | null): EntryFacts {
  const sinceMs = Math.min(...entry.series.map((one) => one.sinceMs));
  const sentence =
    entry.event === 'begin'
      ? `Since ${timeIn(sinceMs, timeZone)}. ${agreement(entry)}`
      : `From ${spanIn(entry, timeZone)}.`;
  return {
    sentence: sentence.trim(),
    lines: entry.series.slice(0, MOST_SERIES).map((series) => ({
      series,
      times: times(furthest(series)),
      what: `${metricWord(series.label)} of ${marketWords(series)}${series.singleVenue ? ', one venue only' : ''}`,
      against: `${against(series)} over 24 hours${entry.event === 'over' ? `; ${peak(series)}` : asked(series)}`,
    })),
    more: Math.max(0, entry.series.length - MOST_SERIES),
  };
}

function peak({ direction, peakRatio }: AlertSeries): string {
  return `at ${direction === 'above' ? 'most' : 'least'} ${times(peakRatio)} meanwhile`;
}

/** Which of somebody's thresholds it is. */
function asked({ direction, threshold }: AlertSeries): string {
  return direction === 'below'
    ? `; below its mean / ${threshold}, as you asked`
    : `; above ${threshold}x, as you asked`;
}
