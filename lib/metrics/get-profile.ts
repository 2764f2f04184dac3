import { LRUCache } from 'lru-cache';
import { findDimension } from '@/lib/names';
import { type SeriesReader, type Snapshot, seriesReader, WINDOW_MS } from '@/lib/series';

const STEPS = 48;
const MOST_KEPT = 500;

/** The last day of one metric, coarsely: a value a half hour, the oldest first, null where there was none. */
export interface MetricProfile {
  metric: string;
  values: (number | null)[];
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
  const kept = keptFor.get(snapshot) ?? new LRUCache<number, MetricProfile[]>({ max: MOST_KEPT });
  keptFor.set(snapshot, kept);
  const known = kept.get(id);
  if (known !== undefined) return known;
  const toMs = snapshot.collection?.slotMs ?? 0;
  const span = { fromMs: toMs - WINDOW_MS, stepMs: WINDOW_MS / STEPS, steps: STEPS };
  const metricCount = snapshot.metrics.length;
  const cells = await reader.profile(id, metricCount, span);
  const profile = snapshot.metrics.map(({ name: metric, position }) => ({
    metric,
    values: Array.from({ length: STEPS }, (_, step) => {
      const value = cells[step * metricCount + position - 1] ?? Number.NaN;
      return Number.isFinite(value) ? value : null;
    }),
  }));
  kept.set(id, profile);
  return profile;
}
