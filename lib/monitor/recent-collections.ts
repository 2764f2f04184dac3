import type { prisma } from '@/lib/db';

export const SOURCE_STATES = ['accepted', 'partial', 'rejected', 'failed'] as const;
export type SourceState = (typeof SOURCE_STATES)[number];

/** What one source did in one collection. */
interface SourceRun {
  exchange: string;
  state: SourceState;
  /** In plain words; null where all was well. */
  reason: string | null;
}

/** A closed collection, as the watch over it sees it. */
export interface RecentCollection {
  slotMs: number;
  closedAtMs: number;
  intervalSeconds: number;
  /** Observations that were believed. */
  observations: number;
  runs: SourceRun[];
}

/** A source is judged by this many collections. */
export const JUDGED_COLLECTIONS = 3;

/** The last closed collections, the newest first, at most three. */
export async function recentCollections(client: ReturnType<typeof prisma>): Promise<RecentCollection[]> {
  const rows = await client.collection.findMany({
    where: { closedAt: { not: null } },
    orderBy: { slot: 'desc' },
    take: JUDGED_COLLECTIONS,
    include: { sourceRuns: { orderBy: { exchange: 'asc' } } },
  });
  return rows.map(({ slot, closedAt, intervalSeconds, observations, sourceRuns }) => ({
    slotMs: slot.getTime(),
    closedAtMs: (closedAt ?? slot).getTime(),
    intervalSeconds,
    observations,
    runs: sourceRuns.map(({ exchange, state, reason }) => ({ exchange, state: stateOf(state), reason })),
  }));
}

/** The table's own check allows no other; what cannot be read is no success. */
function stateOf(text: string): SourceState {
  return text === 'accepted' || text === 'partial' || text === 'rejected' ? text : 'failed';
}
