import { LRUCache } from 'lru-cache';
import { findDimension, findMetric } from '@/lib/names';
import { type Dimension, type SeriesReader, type Snapshot, seriesReader, WINDOW_MS } from '@/lib/series';
import { isoDuration } from './format';
import type { SparkQuery } from './spark-query';
import type { Sparks } from './sparks';

const STEPS = 48;
const STEP_MS = WINDOW_MS / STEPS;
/** A spark is as high as a line of text: more digits than these cannot be seen. */
const DIGITS = 6;
const MOST_KEPT = 20_000;

type Values = (number | null)[];

/** What was read for a snapshot goes when the snapshot goes. */
const keptFor = new WeakMap<Snapshot, LRUCache<string, Values>>();

/**
 * The last 24 hours of one metric of several markets, half an hour a value, as of the last closed collection. Reads each
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
  const toMs = snapshot.collection?.slotMs ?? 0;
  const fromMs = toMs - WINDOW_MS;
  const kept = keptFor.get(snapshot) ?? new LRUCache<string, Values>({ max: MOST_KEPT });
  keptFor.set(snapshot, kept);
  const keyOf = ({ id }: Dimension) => `${position} ${id}`;
  const missing = dimensions.filter((dimension) => !kept.has(keyOf(dimension)));
  const found = new Map(dimensions.map((dimension) => [dimension.id, kept.get(keyOf(dimension))]));
  if (missing.length > 0) {
    const ids = Int32Array.from(missing, ({ id }) => id);
    const samples = await reader.samples(ids, position, { fromMs, stepMs: STEP_MS, steps: STEPS });
    missing.forEach((dimension, i) => {
      const values = Array.from(samples.subarray(i * STEPS, (i + 1) * STEPS), rounded);
      kept.set(keyOf(dimension), values);
      found.set(dimension.id, values);
    });
  }
  return {
    metric: name,
    from: new Date(fromMs).toISOString(),
    to: new Date(toMs).toISOString(),
    step: isoDuration(STEP_MS / 1000),
    sparks: dimensions.map((dimension) => ({
      dimension: dimension.name,
      values: found.get(dimension.id) ?? [],
    })),
  };
}

function rounded(value: number): number | null {
  return Number.isFinite(value) ? Number(value.toPrecision(DIGITS)) : null;
}
