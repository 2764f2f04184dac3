import { distance } from 'fastest-levenshtein';
import { HttpProblem } from '@/lib/http';
import type { Dimension, Metric, Snapshot } from '@/lib/series';

const SUGGESTIONS = 3;
/** A name further away than half its letters is another word. */
const LARGEST_SHARE_CHANGED = 0.5;

/** The metric of this name, in any case. Throws `not-found`, naming the nearest. */
export function findMetric({ metricByName, metrics }: Snapshot, name: string): Metric {
  const found = metricByName.get(name) ?? metricByName.get(name.toLowerCase());
  if (found !== undefined) return found;
  const names = metrics.map((metric) => metric.name);
  throw unknown('metric', name, nearest(name, names));
}

/** The market of this name, in any case, percent-encoded or not. Throws `not-found`, naming the nearest. */
export function findDimension({ dimensionByName, dimensions }: Snapshot, name: string): Dimension {
  const found = dimensionByName.get(name) ?? dimensions.find((dimension) => isSpelledSo(dimension, name));
  if (found !== undefined) return found;
  const names = dimensions.map((dimension) => dimension.name);
  throw unknown('dimension', name, nearest(name, names));
}

/** `Kraken:btc/usd` for `kraken:BTC-USD`; a name that lost its percent-encoding, as parameters of an address do. */
function isSpelledSo({ name, exchange, base, quote }: Dimension, sent: string): boolean {
  const wanted = sent.toUpperCase().replace('/', '-');
  return wanted === name.toUpperCase() || wanted === `${exchange}:${base}-${quote}`.toUpperCase();
}

function unknown(kind: 'metric' | 'dimension', name: string, near: string[]): HttpProblem {
  if (/%(?![0-9a-f]{2})/i.test(name)) {
    return new HttpProblem(
      'bad-request',
      `Parameter "${kind}" is "${name}", which is not valid percent-encoding: send a % as %25.`,
    );
  }
  const question = near.length === 0 ? '' : ` Did you mean ${near.join(', ')}?`;
  return new HttpProblem(
    'not-found',
    `There is no ${kind} "${name}".${question} GET /api/list-metrics lists every ${kind}.`,
  );
}

/** The names fewest edits away, nearest first, in any case; none that is another word altogether. */
export function nearest(name: string, names: readonly string[]): string[] {
  const wanted = name.toLowerCase();
  return names
    .filter((candidate) => Math.abs(candidate.length - wanted.length) <= mostEdits(candidate))
    .map((candidate) => ({ candidate, edits: distance(wanted, candidate.toLowerCase()) }))
    .filter(({ candidate, edits }) => edits <= mostEdits(candidate))
    .sort((a, b) => a.edits - b.edits)
    .slice(0, SUGGESTIONS)
    .map(({ candidate }) => candidate);
}

function mostEdits(candidate: string): number {
  return LARGEST_SHARE_CHANGED * candidate.length;
}
