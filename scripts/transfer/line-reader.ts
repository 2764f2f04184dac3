import type { MarketName, Metric } from '@/lib/series';
import { knownMetrics, type Layout } from './layout';
import { readName } from './read-name';
import { readNumber } from './read-number';
import { readTime } from './read-time';

/** What one line says of one market at one time. */
export interface LineValues {
  atMs: number;
  market: MarketName;
  values: { metric: Metric; value: number }[];
}

interface Rules {
  layout: Layout;
  metrics: ReadonlyMap<string, Metric>;
  /** Times from here on are refused: what a collection may still write. */
  untilMs: number;
  /** Markets that are stored with names in small letters. */
  smallNames?: ReadonlySet<string>;
}

/** Names and times come again and again; a file of a million markets shall not fill the memory. */
const MAX_KNOWN = 200_000;

/** Reads a line's fields: what they say, or the reason why the line is refused. Nothing of a refused line is taken. */
export function lineReader({
  layout,
  metrics,
  untilMs,
  smallNames,
}: Rules): (fields: string[]) => LineValues | string {
  const marketOf = remembering((name) => readName(name, (stored) => smallNames?.has(stored) ?? false));
  const timeOf = remembering(readTime);
  const columns = layout.kind === 'long' ? 4 : layout.metrics.length + 2;

  return (fields) => {
    if (fields.length !== columns) return `${fields.length} fields instead of ${columns}`;
    const [at = '', dimension = '', name = '', value = ''] = fields;
    const atMs = timeOf(at);
    if (Number.isNaN(atMs)) {
      return `"${at}" is no time: write it in ISO 8601 with its zone, such as 2026-01-31T12:05:00Z`;
    }
    if (atMs >= untilMs) return `${at} is too new: only what is before ${iso(untilMs)} can be imported`;
    const market = marketOf(dimension);
    if (typeof market === 'string') return market;
    if (layout.kind === 'wide') return wideLine(atMs, market, layout.metrics, fields);
    const metric = metrics.get(name);
    if (metric === undefined) return `"${name}" is no metric: ${knownMetrics(metrics)}`;
    const read = readValue(metric, value);
    return typeof read === 'string' ? read : { atMs, market, values: [{ metric, value: read }] };
  };
}

function wideLine(
  atMs: number,
  market: MarketName,
  metrics: readonly Metric[],
  fields: readonly string[],
): LineValues | string {
  const values: LineValues['values'] = [];
  for (const [i, metric] of metrics.entries()) {
    const field = fields[i + 2] ?? '';
    // What is empty is unknown.
    if (field === '') continue;
    const value = readValue(metric, field);
    if (typeof value === 'string') return value;
    values.push({ metric, value });
  }
  return values.length === 0 ? 'it has no value' : { atMs, market, values };
}

function readValue({ name, hasRatio }: Metric, text: string): number | string {
  const value = readNumber(text);
  if (Number.isNaN(value)) return `${name} is "${text}", which is not a number: write one such as 0.00012`;
  if (hasRatio && value <= 0) return `${name} is ${text}: it is always above 0, leave out what is unknown`;
  return value;
}

function remembering<T>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    if (known.size >= MAX_KNOWN) known.clear();
    const value = read(text);
    known.set(text, value);
    return value;
  };
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
