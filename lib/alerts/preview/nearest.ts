import type { Markets } from '@/lib/alerts/markets';
import { targetKey, targetsOf } from '@/lib/model/market-pattern';
import type { Dimension, Metric } from '@/lib/series';
import type { Watch } from './question';

/** By column, the threshold nearest to 1 that applies to a market; infinite where none does. */
export interface Nearest {
  above: Float64Array;
  below: Float64Array;
}

/** Answers for each market which thresholds apply to it; null where none does. */
export function nearestThresholds(
  watches: readonly Watch[],
  metrics: readonly Metric[],
  markets: Markets,
): (dimension: Dimension) => Nearest | null {
  const byTarget = new Map<string, Nearest>();
  const any = '';
  for (const { metric, dimension, threshold, direction } of watches) {
    const target = dimension === null ? any : targetKey(dimension);
    const nearest = byTarget.get(target) ?? unwatched(metrics.length);
    byTarget.set(target, nearest);
    metrics.forEach(({ name, hasRatio }, column) => {
      if (!hasRatio || (metric !== null && metric !== name)) return;
      nearest[direction][column] = Math.min(nearest[direction][column] ?? 0, threshold);
    });
  }
  return (dimension) => {
    const { named, open } = targetsOf(dimension);
    // Leveraged tokens only where a watch names them.
    const targets = markets.isLeveraged(dimension) ? named : [any, ...named, ...open];
    const found = targets.flatMap((target) => byTarget.get(target) ?? []);
    if (found.length < 2) return found[0] ?? null;
    const least = (direction: 'above' | 'below') =>
      unwatched(metrics.length)[direction].map((far, column) =>
        Math.min(far, ...found.map((each) => each[direction][column] ?? far)),
      );
    return { above: least('above'), below: least('below') };
  };
}

function unwatched(columns: number): Nearest {
  const far = () => new Float64Array(columns).fill(Number.POSITIVE_INFINITY);
  return { above: far(), below: far() };
}
