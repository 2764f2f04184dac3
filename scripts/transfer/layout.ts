import type { Metric } from '@/lib/series';

/** How a file's lines are to be read: one value a line, or all of one market and time. */
export type Layout =
  | { kind: 'long' }
  /** `metrics[i]` is that of field i + 2. */
  | { kind: 'wide'; metrics: Metric[] };

/** A file that cannot be imported at all: its first line says nothing usable. */
export class LayoutError extends Error {
  override name = 'LayoutError';
}

const LONG = 'at,dimension,metric,value';
const SAY = `write ${LONG} for one value a line, or at,dimension and the names of metrics for all values of a market and time in one`;

/** What the first line says. Throws LayoutError, which says what to write. */
export function layoutOf(header: readonly string[], metrics: ReadonlyMap<string, Metric>): Layout {
  const names = header.map((name) => name.toLowerCase());
  if (names.join() === LONG) return { kind: 'long' };
  if (names[0] !== 'at' || names[1] !== 'dimension' || names.length < 3) {
    throw new LayoutError(`the first line is no header: ${SAY}`);
  }
  const columns = names.slice(2);
  const found = columns.flatMap((name) => metrics.get(name) ?? []);
  if (found.length < columns.length) {
    const unknown = columns.filter((name) => !metrics.has(name));
    throw new LayoutError(
      `the first line names ${unknown.map((name) => `"${name}"`).join(', ')}: ${knownMetrics(metrics)}`,
    );
  }
  const twice = columns.find((name, i) => columns.indexOf(name) !== i);
  if (twice !== undefined) throw new LayoutError(`the first line names "${twice}" twice: keep one of them`);
  return { kind: 'wide', metrics: found };
}

export function knownMetrics(metrics: ReadonlyMap<string, Metric>): string {
  return `the metrics are ${[...metrics.keys()].join(', ')}`;
}
