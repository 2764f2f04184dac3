import { JUDGED_COLLECTIONS } from '@/lib/incidents/recent-collections';
import type { Condition } from './judge-episodes';

/** How often one metric came from one source in its accepted runs of the last day. */
export interface MetricPresence {
  exchange: string;
  metric: string;
  /** The last three runs, and how many of them had a value. */
  recentRuns: number;
  recentWith: number;
  /** The runs of the day before those. */
  earlierRuns: number;
  earlierWith: number;
  /** The newest slot with a value, and the oldest of the last three runs; ms UTC. */
  lastWithMs: number | null;
  recentSinceMs: number;
}

/** A metric that a source had in this share of its slots is one that it sends. */
const USUAL_SHARE = 0.9;
/** Fewer slots do not tell what is usual; as many make a baseline. */
const MIN_RUNS = 12;

/**
 * Whether a metric has vanished from a source that answers: no market had a value in its last three accepted runs,
 * while at least 90 % of those of the day before had. It is back after three runs that all have one; that it has been
 * away for so long that it is no longer usual does not end it.
 */
export function metricConditions(presences: readonly MetricPresence[]): Condition[] {
  return presences.flatMap((presence): Condition[] => {
    const { exchange, metric, recentRuns, recentWith, earlierRuns, earlierWith } = presence;
    if (recentRuns < JUDGED_COLLECTIONS) return [unclear(presence)];
    if (recentWith === recentRuns) {
      return [{ ...unclear(presence), state: 'good', detail: `${exchange} sends ${metric} again` }];
    }
    const wasUsual = earlierRuns >= MIN_RUNS && earlierWith >= USUAL_SHARE * earlierRuns;
    if (recentWith > 0 || !wasUsual) return [unclear(presence)];
    return [{ ...unclear(presence), state: 'bad' }];
  });
}

function unclear({ exchange, metric, lastWithMs, recentSinceMs }: MetricPresence): Condition {
  return {
    kind: 'metric',
    subject: `${exchange} ${metric}`,
    state: 'unclear',
    sinceMs: lastWithMs === null ? recentSinceMs : Math.max(lastWithMs, recentSinceMs),
    detail: `${exchange} no longer sends ${metric} for any market`,
  };
}
