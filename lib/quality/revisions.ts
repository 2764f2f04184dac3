import type { Limits } from '@/lib/quality/limits';
import { NO_REVISIONS, type Revisions } from '@/lib/series';
import type { MarketOutcome } from './judge-markets';
import type { Past } from './past';

/**
 * What this slot decides about values of earlier ones. A run of held values that a slot has no verdict on (the market
 * or its source is absent, or the source rejected) is broken.
 */
export function revisionsOf(
  outcomes: readonly MarketOutcome[],
  { states, premiumColumn }: Past,
  limits: Limits,
): Revisions {
  const released: Revisions['released'][number][] = [];
  const withdrawn: Revisions['withdrawn'][number][] = [];
  const restarted: Revisions['restarted'][number][] = [];
  const dropped = new Set<number>();
  for (const [id, { pending }] of states) if (pending !== undefined) dropped.add(id);
  for (const { movement, finding } of outcomes) {
    if (finding === undefined) continue;
    const { dimensionId } = movement;
    const { verdict } = finding;
    if (verdict.dropped !== true) dropped.delete(dimensionId);
    if (verdict.releasedSinceMs !== undefined) {
      released.push({ dimensionId, sinceMs: verdict.releasedSinceMs });
    }
    if (verdict.withdrawn !== undefined) withdrawn.push({ dimensionId, ...verdict.withdrawn });
    if (verdict.restarted !== undefined) {
      restarted.push({ dimensionId, reason: verdict.restarted, says: verdict.peers ?? '' });
    }
  }
  if (released.length + withdrawn.length + restarted.length + dropped.size === 0) return NO_REVISIONS;
  const apart = { position: premiumColumn + 1, factor: limits.moved };
  return { released, withdrawn, restarted, dropped: Int32Array.from(dropped), apart };
}
