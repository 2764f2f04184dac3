import { HttpProblem } from '@/lib/http';
import type { Snapshot } from '@/lib/series';
import { findDimension, findMetric } from './find';

/** A metric and a market that somebody named; null is any, and `*:BTC-*` a whole base. */
interface Named {
  metric: string | null;
  dimension: string | null;
}

/**
 * The same, each name as it is spelled here. Throws HttpProblem `bad-request` for one that there is not, naming the
 * nearest; not for a whole base, which may be listed later, and not before the first collection, when no name is known.
 */
export function knownNames<T extends Named>(snapshot: Snapshot, named: readonly T[]): T[] {
  if (snapshot.collection === null) return [...named];
  return named.map((one, place) => ({
    ...one,
    metric: one.metric && said(place, 'metric', () => findMetric(snapshot, one.metric ?? '').name),
    dimension:
      one.dimension?.startsWith('*:') === false
        ? said(place, 'dimension', () => findDimension(snapshot, one.dimension ?? '').name)
        : one.dimension,
  }));
}

/** Returns a test for names of metrics, markets and whole coins (`*:BTC-*`, in any case): what anybody may repeat. */
export function nameTest({ metrics, dimensions }: Snapshot): (name: string) => boolean {
  const coins = new Set(dimensions.map(({ base }) => `*:${base}-*`.toUpperCase()));
  const names = new Set([...metrics, ...dimensions].map(({ name }) => name));
  return (name) => names.has(name) || coins.has(name.toUpperCase());
}

/** What a search says, told of the place in the body that it was made for. */
function said(place: number, field: string, find: () => string): string {
  try {
    return find();
  } catch (error) {
    if (!(error instanceof HttpProblem)) throw error;
    throw new HttpProblem('bad-request', `"watches[${place}].${field}": ${error.detail}`);
  }
}
