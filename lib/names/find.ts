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
  const found = dimensionByName.get(name) ?? bySpelling(dimensions).get(spelling(name));
  if (found !== undefined) return found;
  const names = dimensions.map((dimension) => dimension.name);
  throw unknown('dimension', name, nearest(name, names));
}

/** What was worked out for a list of markets, which stays the same until one comes or goes. */
const spellings = new WeakMap<readonly Dimension[], Map<string, Dimension>>();

/**
 * The markets by all spellings that mean them: `Kraken:btc/usd` for `kraken:BTC-USD`, and a name that lost its
 * percent-encoding, as parameters of an address do. One request may name a hundred.
 */
function bySpelling(dimensions: readonly Dimension[]): ReadonlyMap<string, Dimension> {
  const known = spellings.get(dimensions);
  if (known !== undefined) return known;
  const made = new Map<string, Dimension>();
  for (const dimension of dimensions) {
    const { name, exchange, base, quote } = dimension;
    // The first of those that share a spelling, as a search would find it.
    for (const spelled of [name.toUpperCase(), `${exchange}:${base}-${quote}`.toUpperCase()]) {
      if (!made.has(spelled)) made.set(spelled, dimension);
    }
  }
  spellings.set(dimensions, made);
  return made;
}

const spelling = (sent: string) => sent.toUpperCase().replace('/', '-');

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
