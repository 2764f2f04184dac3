import { distance } from 'fastest-levenshtein';
import { HttpProblem } from '@/lib/http';
import { foldName } from '@/lib/model/market-pattern';
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
export function findDimension(snapshot: Snapshot, name: string): Dimension {
  const found = lookUpDimension(snapshot, name);
  if (found !== undefined) return found;
  const names = snapshot.dimensions.map((dimension) => dimension.name);
  throw unknown('dimension', name, nearest(name, names));
}

/** The same; undefined where there is none. */
export function lookUpDimension(
  { dimensionByName, dimensions }: Snapshot,
  name: string,
): Dimension | undefined {
  const known = dimensionByName.get(name);
  if (known !== undefined) return known;
  const spellings = bySpelling(dimensions);
  const folded = foldName(name);
  // `BTC/USD`; but a base may have a slash as well.
  return spellings.get(folded) ?? spellings.get(folded.replace(/\/(?=[^/]*$)/, '-'));
}

/** What was worked out for a list of markets, which stays the same until one comes or goes. */
const spellings = new WeakMap<readonly Dimension[], Map<string, Dimension>>();

/**
 * The markets by all spellings that mean them, folded: a name, and a name that lost its percent-encoding, as parameters
 * of an address do. One request may name a hundred.
 */
function bySpelling(dimensions: readonly Dimension[]): ReadonlyMap<string, Dimension> {
  const known = spellings.get(dimensions);
  if (known !== undefined) return known;
  const made = new Map<string, Dimension>();
  for (const dimension of dimensions) {
    const { name, exchange, base, quote } = dimension;
    // The first of those that share a spelling, as a search would find it.
    for (const spelled of [foldName(name), foldName(`${exchange}:${base}-${quote}`)]) {
      if (!made.has(spelled)) made.set(spelled, dimension);
    }
  }
  spellings.set(dimensions, made);
  return made;
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
