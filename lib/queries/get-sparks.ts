import { LRUCache } from 'lru-cache';
import { findDimension, findMetric } from '@/lib/queries/names/find';
import { type Dimension, hoursOfLastDay, type SeriesReader, type Snapshot, seriesReader } from '@/lib/series';
import { type SparkLine, sparkLineOf } from './spark-line';
import type { SparkQuery } from './spark-query';
import type { Sparks } from './sparks';

const MAX_KEPT = 20_000;

/** What was read for a snapshot goes when the snapshot goes. */
const keptFor = new WeakMap<Snapshot, LRUCache<string, SparkLine>>();

/**
 * The last 24 hours of one metric of several markets, by clock hours, as of the last closed collection. Reads each
 * series once a collection, all that are missing in one query.
 * Throws HttpProblem `not-found` for an unknown metric or market.
 */
export async function getSparks(
  { metric: metricName, dimensions: names }: SparkQuery,
  reader: SeriesReader = seriesReader(),
): Promise<Sparks> {
  const snapshot = await reader.snapshot();
  const { name, position } = findMetric(snapshot, metricName);
  const dimensions = names.map((wanted) => findDimension(snapshot, wanted));
  const span = hoursOfLastDay(snapshot.collection?.slotMs ?? 0);
  const kept = keptFor.get(snapshot) ?? new LRUCache<string, SparkLine>({ max: MAX_KEPT });
  keptFor.set(snapshot, kept);
  const keyOf = ({ id }: Dimension) => `${position} ${id}`;
  const missing = dimensions.filter((dimension) => !kept.has(keyOf(dimension)));
  const found = new Map(dimensions.map((dimension) => [dimension.id, kept.get(keyOf(dimension))]));
  if (missing.length > 0) {
    const ids = Int32Array.from(missing, ({ id }) => id);
    const extremes = await reader.hourExtremes(ids, [position], span);
    missing.forEach((dimension, row) => {
      const line = sparkLineOf(extremes, row, span.hours);
      kept.set(keyOf(dimension), line);
      found.set(dimension.id, line);
    });
  }
  return {
    metric: name,
    from: new Date(span.fromMs).toISOString(),
    to: new Date(span.toMs).toISOString(),
    step: 'PT1H',
    sparks: dimensions.map((dimension) => ({
      dimension: dimension.name,
      ...(found.get(dimension.id) ?? { values: [], low: [], high: [] }),
    })),
  };
}
