import { findMetric } from '@/lib/queries/names/find';
import { baselineOf, type Snapshot } from '@/lib/series';
import { type Distribution, distributionOf } from './distribution';

/** What was worked out for a snapshot goes when the snapshot goes. */
const keptFor = new WeakMap<Snapshot, Map<string, Distribution | null>>();

/**
 * How the deviations of a metric (or deviation / mean, `cv`) are spread over all ranked markets. Reads the snapshot
 * alone. Null where there is nothing to compare. Throws HttpProblem `not-found` for an unknown metric.
 */
export function getDistribution(snapshot: Snapshot, name: string, by: 'stddev' | 'cv'): Distribution | null {
  const { position } = findMetric(snapshot, name);
  const kept = keptFor.get(snapshot) ?? new Map<string, Distribution | null>();
  keptFor.set(snapshot, kept);
  const key = `${by} ${position}`;
  const known = kept.get(key);
  if (known !== undefined) return known;
  const made = distributionOf(rankedValues(snapshot, position - 1, by));
  kept.set(key, made);
  return made;
}

function rankedValues({ stats }: Snapshot, column: number, by: 'stddev' | 'cv'): Float64Array {
  const ranks = by === 'cv' ? stats.cvRank : stats.stddevRank;
  return Float64Array.from(stats.dimensionIds, (_, row) => {
    const baseline = baselineOf(stats, row, column);
    if (baseline === null || (ranks[row * stats.metricCount + column] ?? 0) === 0) return Number.NaN;
    return by === 'cv' ? baseline.stddev / baseline.mean : baseline.stddev;
  });
}
