import type { ClosedCollection } from '@/lib/series';

const SLOTS = 3;

/** A value is stale once it is older than three slots: the market was not seen, or not believed, for that long. */
export function staleAfterMs({ intervalSeconds }: ClosedCollection): number {
  return Math.max(SLOTS * intervalSeconds * 1000, 60_000);
}
