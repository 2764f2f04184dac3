import { LRUCache } from 'lru-cache';
import { findDimension } from '@/lib/queries/names/find';
import { hoursOfLastDay, type SeriesReader, type Snapshot, seriesReader } from '@/lib/series';
import { type SparkLine, sparkLineOf } from './spark-line';

const MAX_KEPT = 500;

/** The last day of one metric, by clock hours. */
export interface MetricProfile {
  metric: string;
  line: SparkLine;
}

/** What was read for a snapshot goes when the snapshot goes. */
const keptFor = new WeakMap<Snapshot, LRUCache<number, MetricProfile[]>>();

/**
 * The last 24 hours of every metric of one market, as of the last closed collection, in one read a collection.
 * Throws HttpProblem `not-found` for an unknown market.
 */
export async function getProfile(
  name: string,
  reader: SeriesReader = seriesReader(),
): Promise<MetricProfile[]> {
  const snapshot = await reader.snapshot();
  const { id } = findDimension(snapshot, name);
  const kept = keptFor.get(snapshot) ?? new LRUCache<number, MetricProfile[]>({ max: MAX_KEPT });
  keptFor.set(snapshot, kept);
  const known = kept.get(id);
  if (known !== undefined) return known;
  const span = hoursOfLastDay(snapshot.collection?.slotMs ?? 0);
  const positions = snapshot.metrics.map(({ position }) => position);
  const extremes = await reader.hourExtremes(Int32Array.of(id), positions, span);
  const profile = snapshot.metrics.map(({ name: metric }, row) => ({
    metric,
    line: sparkLineOf(extremes, row, span.hours),
  }));
  kept.set(id, profile);
  return profile;
}
