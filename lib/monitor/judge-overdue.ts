import type { RecentCollection } from './recent-collections';

const INTERVALS = 3;
const LEAST_MS = 60_000;

/** After this long without a closed collection something is wrong: three intervals, 60 s at least. */
export function overdueAfterMs({ intervalSeconds }: Pick<RecentCollection, 'intervalSeconds'>): number {
  return Math.max(INTERVALS * intervalSeconds * 1000, LEAST_MS);
}

/** True if the newest collection was closed longer ago than that. */
export function isOverdue(
  newest: Pick<RecentCollection, 'intervalSeconds' | 'closedAtMs'>,
  nowMs: number,
): boolean {
  return nowMs - newest.closedAtMs > overdueAfterMs(newest);
}
