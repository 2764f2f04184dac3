import { statfs } from 'node:fs/promises';
import { type ClockTrouble, readClockTroubles } from '@/lib/incidents/clock-trouble';
import { recentCollections } from '@/lib/incidents/recent-collections';
import { readBacklog } from '@/lib/outbox';
import type { Prisma } from '@/lib/platform/database';
import type { Env } from '@/lib/platform/env';
import type { Condition, EpisodeKind } from './judge-episodes';
import { metricConditions } from './metric-conditions';
import { readPresences } from './read-presences';
import {
  alertsCondition,
  type Disk,
  diskCondition,
  type LastCollection,
  outboxCondition,
  overdueCondition,
} from './service-conditions';
import { sourceConditions } from './source-conditions';

export type ObserveSettings = Pick<
  Env,
  'sources' | 'sourceTimeoutSeconds' | 'collectIntervalSeconds' | 'dataDir' | 'diskFullPercent'
>;

/** Three tell how a source is; an hour of them, since when, also where nobody has looked for a while. */
const READ_COLLECTIONS = 13;

/** The kinds that are looked at in full each time: what is no longer among them is nobody's concern any more. */
export const LOOKED: readonly EpisodeKind[] = ['source', 'metric'];

/** How everything is that can be kept in the database. */
export async function observe(
  client: Pick<Prisma, '$queryRaw' | 'collection' | 'episode'>,
  settings: ObserveSettings,
  nowMs: number,
): Promise<Condition[]> {
  const { sources, sourceTimeoutSeconds, collectIntervalSeconds, dataDir, diskFullPercent } = settings;
  const recent = await recentCollections(client, READ_COLLECTIONS);
  const presences = await readPresences(client, sources, nowMs);
  const last = recent[0] ?? (await firstTried(client, collectIntervalSeconds));
  const disk = await diskOf(dataDir);
  return [
    ...sourceConditions(sources, recent, sourceTimeoutSeconds * 1000),
    ...metricConditions(presences),
    ...(last === null ? [] : [overdueCondition(last, nowMs)]),
    ...recent.slice(0, 1).map(alertsCondition),
    ...clockConditions(await readClockTroubles(client), await openClockSubjects(client), nowMs),
    outboxCondition((await readBacklog(client)).oldestMs, nowMs),
    ...(disk === null ? [] : [diskCondition(disk, diskFullPercent, nowMs)]),
  ];
}

/** A machine that has an open episode and no trouble any more has a right clock again, or is gone. */
function clockConditions(
  troubles: readonly ClockTrouble[],
  openSubjects: readonly string[],
  nowMs: number,
): Condition[] {
  const bad = new Map(troubles.map((trouble) => [trouble.machine, trouble]));
  return [...new Set([...bad.keys(), ...openSubjects])].map((machine) => ({
    kind: 'clock',
    subject: machine,
    state: bad.has(machine) ? 'bad' : 'good',
    sinceMs: Math.min(bad.get(machine)?.sinceMs ?? nowMs, nowMs),
    detail: bad.get(machine)?.says ?? `the clock of ${machine} is right again`,
  }));
}

async function openClockSubjects(client: Pick<Prisma, 'episode'>): Promise<string[]> {
  const open = await client.episode.findMany({ where: { kind: 'clock', endedAt: null } });
  return open.map(({ subject }) => subject);
}

/** Where no collection was ever closed: when the first was begun, for it may be that none ever ends. */
async function firstTried(
  client: Pick<Prisma, 'collection'>,
  intervalSeconds: number,
): Promise<LastCollection | null> {
  const first = await client.collection.findFirst({ orderBy: { slot: 'asc' } });
  return first === null ? null : { closedAtMs: first.startedAt.getTime(), intervalSeconds };
}

/** The file system of a folder; null where there is no such folder, as on a platform without a disk. */
async function diskOf(folder: string): Promise<Disk | null> {
  try {
    const { bavail, blocks, bsize } = await statfs(folder);
    return blocks === 0 ? null : { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
  } catch {
    return null;
  }
}
