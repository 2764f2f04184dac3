import { type FieldFault, HttpProblem } from '@/lib/http';
import { parsePattern, patternName } from '@/lib/model/market-pattern';
import type { Snapshot } from '@/lib/series';
import { findMetric } from './find';
import { findPattern, isListed } from './find-pattern';

/** A metric and markets that somebody named; null is any. */
interface Named {
  metric: string | null;
  dimension: string | null;
}

const METRIC_NAME = /^[a-z][a-z0-9_-]*$/i;

/** More than these are looked for once these are right: each costs a search for what is like it. */
const MAX_FAULTS = 5;

/**
 * The same, each name in its canonical form. Throws HttpProblem `bad-request` for names that mean nothing, with the
 * nearest, and for metrics that no alert can be about. Before the first collection no name is known: then only those are
 * refused that nothing can be called.
 */
export function knownNames<T extends Named>(snapshot: Snapshot, named: readonly T[]): T[] {
  const faults: FieldFault[] = [];
  const found = named.map((one, place) => ({
    ...one,
    metric: checked(['watches', place, 'metric'], one.metric, (name) => watchable(snapshot, name)),
    dimension: checked(['watches', place, 'dimension'], one.dimension, (text) =>
      knownMarkets(snapshot, text),
    ),
  }));
  if (faults.length > 0) throw HttpProblem.ofFields(faults);
  return found;

  function checked(
    path: FieldFault['path'],
    name: string | null,
    find: (name: string) => string | null,
  ): string | null {
    if (name === null || faults.length === MAX_FAULTS) return name;
    try {
      return find(name);
    } catch (error) {
      if (!(error instanceof HttpProblem)) throw error;
      faults.push({ path, detail: error.detail });
      return name;
    }
  }
}

/** Returns what is wrong with names, as `knownNames` would say it. */
export function nameFaults(snapshot: Snapshot, named: readonly Named[]): readonly FieldFault[] {
  try {
    knownNames(snapshot, named);
    return [];
  } catch (error) {
    if (error instanceof HttpProblem) return error.faults;
    throw error;
  }
}

/**
 * The canonical name of the markets that somebody means; null for any. Throws HttpProblem `not-found`, or `bad-request`
 * for what nothing can be called.
 */
export function knownMarkets(snapshot: Snapshot, text: string): string | null {
  if (snapshot.collection !== null) return findPattern(snapshot, text);
  const pattern = parsePattern(text);
  if (pattern !== null) return patternName(pattern);
  throw new HttpProblem(
    'bad-request',
    'send the name of a market, such as "kraken:BTC-USD", a coin, such as "BTC", or leave it out',
  );
}

function watchable(snapshot: Snapshot, name: string): string {
  if (snapshot.collection === null) {
    if (METRIC_NAME.test(name)) return name.toLowerCase();
    throw new HttpProblem('bad-request', 'send the name of a metric, such as "price"; or leave it out');
  }
  const metric = findMetric(snapshot, name);
  if (metric.hasRatio) return metric.name;
  const others = snapshot.metrics.filter(({ hasRatio }) => hasRatio).map((one) => one.name);
  throw new HttpProblem(
    'bad-request',
    `"${metric.name}" can be zero or negative, so it is never a multiple of its average: send one of ` +
      `${others.join(', ')}.`,
  );
}

/** Returns a test for names of metrics, markets, coins and other patterns: what anybody may repeat. */
export function nameTest(snapshot: Snapshot): (name: string) => boolean {
  return (name) => snapshot.metricByName.has(name) || isListed(snapshot, name);
}
