import type { prisma } from '@/lib/platform/database';
import { runState, type SourceRun } from './source-state';

interface Run extends SourceRun {
  exchange: string;
  /** Tickers of no listed market. */
  unlisted: number;
}

/** A closed collection, as the watch over it sees it. */
export interface RecentCollection {
  slotMs: number;
  closedAtMs: number;
  intervalSeconds: number;
  /** Observations that were believed. */
  observations: number;
  /** Why its alerts could not be checked; null where they were. */
  alertsError: string | null;
  /** What each source did in it. */
  runs: Run[];
}

/** A source is judged by this many collections. */
export const JUDGED_COLLECTIONS = 3;

/** The last closed collections, the newest first, at most `count`. */
export async function recentCollections(
  client: Pick<ReturnType<typeof prisma>, 'collection'>,
  count = JUDGED_COLLECTIONS,
): Promise<RecentCollection[]> {
  const rows = await client.collection.findMany({
    where: { closedAt: { not: null } },
    orderBy: { slot: 'desc' },
    take: count,
    include: { sourceRuns: { orderBy: { exchange: 'asc' } } },
  });
  return rows.map(({ slot, closedAt, intervalSeconds, observations, alertsError, sourceRuns }) => ({
    slotMs: slot.getTime(),
    closedAtMs: (closedAt ?? slot).getTime(),
    intervalSeconds,
    observations,
    alertsError,
    runs: sourceRuns.map(
      ({ exchange, state, reason, elapsedMs, listed, priced, stored, stale, unlisted, waitUntil }) => ({
        exchange,
        state: runState(state),
        reason,
        elapsedMs,
        listed,
        priced,
        stored,
        stale,
        unlisted,
        waitUntilMs: waitUntil?.getTime() ?? null,
      }),
    ),
  }));
}
