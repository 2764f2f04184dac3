export type Direction = 'above' | 'below';

/** How far from its mean of 24 h a series has to be. */
export interface Level {
  direction: Direction;
  /** `above`: latest > mean x threshold. `below`: latest < mean / threshold. */
  threshold: number;
}

/**
 * An alert ends at this share of its threshold, so that a series which trembles around it does not open and close one
 * after the other. Grafana and Prometheus leave that to whoever writes a rule (`keep_firing_for`); a tenth is more than
 * the 1 to 4 % that liquid prices move within 5 minutes in a bad hour.
 */
export const CALM_SHARE = 0.9;

/** Both values are of one series, and the mean is above 0. False for NaN. */
export function exceeds({ direction, threshold }: Level, value: number, mean: number): boolean {
  return direction === 'above' ? value > mean * threshold : value < mean / threshold;
}

/** Whether a series is back behind 0.9 of the threshold. */
export function isCalm({ direction, threshold }: Level, value: number, mean: number): boolean {
  const end = threshold * CALM_SHARE;
  return direction === 'above' ? value < mean * end : value > mean / end;
}

/** Of two ratios of one level, the one further from 1. */
export function further(direction: Direction, a: number, b: number): number {
  return direction === 'above' ? Math.max(a, b) : Math.min(a, b);
}

export function levelKey({ direction, threshold }: Level): string {
  return `${direction} ${threshold}`;
}

/** Watches that say the same, and whose they are. */
export interface WatchGroup extends Level {
  /** Null: any. */
  metric: string | null;
  /** A market, or a pattern of several; null: any. */
  dimension: string | null;
  subscriberIds: readonly number[];
}
