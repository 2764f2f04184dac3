import { metricWord, times } from '@/components/alerts/alert-words';
import type { AlertEntry, AlertMail } from '@/lib/alerts';
import { lasted } from './when';
import { byMetric, furthest, venueWords } from './words';

const NAMED = 2;

/** What and how much, in one line: the first entries by name, the others by their number. */
export function subjectOf({ kind, entries, more }: AlertMail): string {
  const begun = entries.filter(({ event }) => event === 'begin');
  const over = entries.filter(({ event }) => event === 'over');
  const said = [...beginnings(begun, over.length === 0 ? more : 0), ...endings(over, more)].join('; ');
  return kind === 'digest' ? `The rest of the day: ${said}` : said;
}

function beginnings(entries: readonly AlertEntry[], more: number): string[] {
  const [first, ...others] = entries;
  if (first === undefined) return [];
  if (others.length + more === 0) return [entryTitle(first)];
  return [`${listed(entries.map(shortly), more)}, against 24 h means`];
}

function endings(entries: readonly AlertEntry[], more: number): string[] {
  const [first, ...others] = entries;
  if (first === undefined) return [];
  if (others.length + more === 0) return [entryTitle(first)];
  return [
    `over: ${listed(
      entries.map(({ base }) => base),
      more,
    )}`,
  ];
}

/** One entry: `SOL price 4.1x its 24 h mean, on 4 venues`; `SOL is over: price 1.2x its 24 h mean, after 2 h`. */
export function entryTitle(entry: AlertEntry): string {
  const metrics = byMetric(entry);
  const [first] = metrics;
  if (first === undefined) return entry.base;
  if (entry.event === 'over') {
    const now =
      first.ratio === null
        ? 'a new baseline begins'
        : `${metricWord(first.label)} ${times(first.ratio)} its 24 h mean`;
    return `${entry.base} is over: ${now}, after ${lasted(entry)}`;
  }
  const their = metrics.length === 1 ? 'its 24 h mean' : 'their 24 h means';
  const figures = metrics.map((one) => `${metricWord(one.label)} ${times(furthest(one))}`);
  return `${entry.base} ${listed(figures, 0)} ${their}, ${venueWords(entry)}`;
}

function shortly(entry: AlertEntry): string {
  const [first] = entry.series;
  return first === undefined
    ? entry.base
    : `${entry.base} ${metricWord(first.label)} ${times(furthest(first))}`;
}

/** `a`, `a and b`, `a, b and 5 more`. */
function listed(names: readonly string[], more: number): string {
  const total = names.length + more;
  const shown = total <= NAMED + 1 && more === 0 ? names : names.slice(0, NAMED);
  const rest = total - shown.length;
  const last = rest > 0 ? `${rest} more` : shown.at(-1);
  const before = rest > 0 ? shown : shown.slice(0, -1);
  return before.length === 0 ? (last ?? '') : `${before.join(', ')} and ${last}`;
}
