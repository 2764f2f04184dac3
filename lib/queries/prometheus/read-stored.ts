import { type RecentCollection, recentCollections } from '@/lib/incidents';
import { type Prisma, prisma } from '@/lib/platform/database';
import { type Env, env } from '@/lib/platform/env';
import { countRejections, type RejectionCount } from '@/lib/queries/exchanges/read-rejections';

/** What the database knows and Prometheus asks for, as of the newest closed collection. */
export interface Stored {
  collection: RecentCollection & { startedAtMs: number };
  /** Refused in that collection. */
  rejections: RejectionCount[];
  timeoutMs: number;
}

/** Null before the first collection. */
export async function readStored(
  client: Prisma = prisma(),
  settings: Pick<Env, 'sourceTimeoutSeconds'> = env(),
): Promise<Stored | null> {
  const [newest] = await recentCollections(client, 1);
  if (newest === undefined) return null;
  const [run, rejections] = await Promise.all([
    client.collection.findUnique({ where: { slot: new Date(newest.slotMs) } }),
    countRejections(client, newest.slotMs - 1, newest.slotMs),
  ]);
  return {
    collection: { ...newest, startedAtMs: run?.startedAt.getTime() ?? newest.slotMs },
    rejections,
    timeoutMs: settings.sourceTimeoutSeconds * 1000,
  };
}

/** The troubles that last now, which change without a collection too, and because there is none. */
export async function countOpenEpisodes(client: Prisma = prisma()): Promise<Map<string, number>> {
  const counted = await client.episode.groupBy({ by: ['kind'], where: { endedAt: null }, _count: true });
  return new Map(counted.map(({ kind, _count }) => [kind, _count]));
}
