import { prisma } from '@/lib/db';
import { seriesReader } from '@/lib/series';
import { isOverdue } from './judge-overdue';
import { judgeSources } from './judge-sources';
import { keptByCollection } from './kept-by-collection';
import { type RecentCollection, recentCollections } from './recent-collections';
import type { SourceHealth } from './source-health';

/** The line at the top of every page. Times are ISO 8601. */
export interface Status {
  /** Null before the first. */
  collection: { slot: string; closedAt: string; nextDueAt: string; overdue: boolean } | null;
  sources: { fresh: number; all: number; notFresh: SourceHealth[] };
  /** Markets that had a believed value in the last collection. */
  markets: number;
}

/** How the last collection went. Runs no SQL while that collection is known to be the last. */
export async function getStatus(nowMs = Date.now()): Promise<Status> {
  const { collection } = await seriesReader().snapshot();
  const recent =
    collection === null
      ? []
      : await keptByCollection('recent', collection.id, () => recentCollections(prisma()));
  const sources = judgeSources(recent);
  const notFresh = sources.filter(({ fresh }) => !fresh);
  const newest = recent[0];
  return {
    collection: newest === undefined ? null : described(newest, nowMs),
    sources: { fresh: sources.length - notFresh.length, all: sources.length, notFresh },
    markets: newest?.observations ?? 0,
  };
}

function described(newest: RecentCollection, nowMs: number): Status['collection'] {
  return {
    slot: new Date(newest.slotMs).toISOString(),
    closedAt: new Date(newest.closedAtMs).toISOString(),
    nextDueAt: new Date(newest.closedAtMs + newest.intervalSeconds * 1000).toISOString(),
    overdue: isOverdue(newest, nowMs),
  };
}
