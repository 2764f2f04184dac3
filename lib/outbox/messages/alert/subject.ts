import type { AlertEntry, AlertMail } from '@/lib/alerts';
import { metricWord, times } from '@/lib/format/alert-words';
import { lasted } from './when';
import { byMetric, endWords, exchangeWords, figure, furthest } from './words';

const NAMED = 2;

/** What and how much, in one line: the first entries by name, the others by their number. */
export function subjectOf({ kind, entries, more }: AlertMail): string {
  const begun = entries.filter(({ event }) => event === 'begin');
  const over = entries.filter(({ event }) => event === 'over');
  const parts = [...beginnings(begun, over.length === 0 ? more : 0), ...endings(over, more)].join('; ');
  return kind === 'digest' ? `The rest of the day: ${parts}` : parts;
}

function beginnings(entries: readonly AlertEntry[], more: number): string[] {
  const [first, ...others] = entries;
  if (first === undefined) return [];
  if (others.length + more === 0) return [entryTitle(first)];
  return [`${listed(entries.map(shortly), more)} (vs. 24 h average)`];
}

function endings(entries: readonly AlertEntry[], more: number): string[] {
  const [first, ...others] = entries;
  if (first === undefined) return [];
  if (others.length + more === 0) return [entryTitle(first)];
  return [
    `alerts over: ${listed(
      entries.map(({ base }) => base),
      more,
    )}`,
  ];
}

/** One entry: `SOL price 4.1× its 24 h average on 4 exchanges`; `SOL is back to normal after 2 h: price 171 USD`. */
export function entryTitle(entry: AlertEntry): string {
  const metrics = byMetric(entry);
  const [first] = metrics;
  if (first === undefined) return entry.base;
  if (entry.event === 'over') {
    const { base } = entry;
    if (first.ratio === null) return `${base} alert over after ${lasted(entry)}: a new 24 h average begins`;
    const now = first.value === null ? '' : ` ${figure(first, first.value)},`;
    return `${base} is ${endWords(first)} after ${lasted(entry)}: ${metricWord(first.label)}${now} ${extreme(first)}`;
  }
  const their = metrics.length === 1 ? 'its 24 h average' : 'their 24 h averages';
  const figures = metrics.map((one) => `${metricWord(one.label)} ${times(furthest(one))}`);
  // After "and 8 more" the figures are too far away for "their 24 h averages".
  const against = figures.length > NAMED + 1 ? '(vs. 24 h averages)' : their;
  return `${entry.base} ${listed(figures, 0)} ${against} ${exchangeWords(entry)}`;
}

function extreme({ direction, peakRatio }: AlertEntry['series'][number]): string {
  return `${direction === 'above' ? 'peak' : 'low'} ${times(peakRatio)}`;
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
