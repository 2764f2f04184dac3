import { targetsOf } from '@/lib/model/market-pattern';
import type { Dimension } from '@/lib/series';

/** Subscribers by the target keys of what they muted. */
export type Mutes = ReadonlyMap<string, ReadonlySet<number>>;

/** Whether a subscriber muted a market, or a pattern that it is in. */
export function isMuted(mutes: Mutes, market: Dimension, subscriberId: number): boolean {
  if (mutes.size === 0) return false;
  const { named, open } = targetsOf(market);
  return [...named, ...open].some((target) => mutes.get(target)?.has(subscriberId));
}
