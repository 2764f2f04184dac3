import type { AlertEntry, AlertSeries } from '@/lib/alerts';
import { marketWords, metricWord, times } from '@/lib/format/alert-words';
import { spanIn, timeIn } from './when';
import { beginningWords, confirmation, endingWords, furthest } from './words';

/** Beyond these an email says how many more there are, and links to them. */
const MAX_SERIES = 6;

/** What an email says of one entry, in words: the same for its HTML and its text. */
export interface EntryFacts {
  /** Since when, or from when to when; and whether other exchanges confirm it. */
  sentence: string;
  lines: { series: AlertSeries; times: string; what: string; detail: string }[];
  /** How many series more there are. */
  more: number;
}

export function entryFacts(entry: AlertEntry, timeZone: string | null): EntryFacts {
  const isBeginning = entry.event === 'begin';
  const sinceMs = Math.min(...entry.series.map((one) => one.sinceMs));
  const sentence = isBeginning
    ? `Since ${timeIn(sinceMs, timeZone)}. ${confirmation(entry)}`
    : `From ${spanIn(entry, timeZone)}.`;
  return {
    sentence: sentence.trim(),
    lines: entry.series.slice(0, MAX_SERIES).map((series) => ({
      series,
      times: times(furthest(series)),
      what: `${metricWord(series.label)} of ${marketWords(series)}${series.singleVenue ? ' only' : ''}`,
      detail: isBeginning ? beginningWords(series) : endingWords(series),
    })),
    more: Math.max(0, entry.series.length - MAX_SERIES),
  };
}
