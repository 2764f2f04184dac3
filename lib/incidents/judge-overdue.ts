import type { RecentCollection } from './recent-collections';

const INTERVALS = 3;
const MIN_MS = 60_000;

/** After this long without a closed collection something is wrong: three intervals, 60 s at least. */
export function overdueAfterMs({ intervalSeconds }: Pick<RecentCollection, 'intervalSeconds'>): number {
  return Math.max(INTERVALS * intervalSeconds * 1000, MIN_MS);
}

/** A collection that was closed this far ahead of the clock was closed by another, wrong clock. */
const AHEAD_MS = 60_000;

/** True if the newest collection was closed longer ago than that, or ahead of the clock: then none of now counts. */
export function isOverdue(
  newest: Pick<RecentCollection, 'intervalSeconds' | 'closedAtMs'>,
  nowMs: number,
): boolean {
  return nowMs - newest.closedAtMs > overdueAfterMs(newest) || isAhead(newest, nowMs);
}

/** True if the newest collection was closed ahead of the clock. */
export function isAhead({ closedAtMs }: Pick<RecentCollection, 'closedAtMs'>, nowMs: number): boolean {
  return closedAtMs - nowMs > AHEAD_MS;
}

/** What a collection that was closed ahead of the clock means, in one sentence. */
export function aheadInWords({ closedAtMs }: Pick<RecentCollection, 'closedAtMs'>, nowMs: number): string {
  const minutes = Math.round((closedAtMs - nowMs) / 60_000);
  return (
    `The last collection is dated ${minutes} min ahead of this machine's clock: one of two clocks is wrong. ` +
    'The next collection finds out which, and goes on from the last right one.'
  );
}
