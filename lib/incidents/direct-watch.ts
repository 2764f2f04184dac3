import type { Pool } from 'pg';
import { singleton } from '@/lib/platform/singleton';
import { type Changes, type Condition, judgeEpisodes, type OpenEpisode } from './episodes/judge-episodes';

/** What this process remembers of troubles that it cannot write into the database, which has them. */
export interface DirectMemory {
  open: OpenEpisode[];
  /** When each was first seen without a break, ms UTC. */
  badSinceMs: Partial<Record<'database' | 'pool', number>>;
}

/** The memory of this process. Another process, or this one after a restart, tells the operator anew. */
export function directMemory(): DirectMemory {
  return singleton('direct-memory', () => ({ open: [], badSinceMs: {} }));
}

/** A restart of Postgres and a burst of requests last seconds: what lasts a minute is a trouble. */
const LASTING_MS = 60_000;

/** `reachable` tells whether the watch itself could do its work; `exhausted`, whether no connection was free. */
export interface DirectObservation {
  reachable: boolean;
  exhausted: boolean;
  connections: number;
}

/** What has changed about the database and its connections; remembered in `memory`. */
export function judgeDirect(
  { reachable, exhausted, connections }: DirectObservation,
  memory: DirectMemory,
  nowMs: number,
): Changes {
  const lasting = (kind: 'database' | 'pool', isBad: boolean): Pick<Condition, 'state' | 'sinceMs'> => {
    if (!isBad) delete memory.badSinceMs[kind];
    else memory.badSinceMs[kind] ??= nowMs;
    const sinceMs = memory.badSinceMs[kind];
    if (sinceMs === undefined) return { state: 'good', sinceMs: nowMs };
    return { state: nowMs - sinceMs >= LASTING_MS ? 'bad' : 'unclear', sinceMs };
  };
  const away = !reachable && !exhausted;
  const conditions: Condition[] = [
    {
      kind: 'database',
      subject: '',
      ...lasting('database', away),
      detail: away ? 'the database does not answer' : 'the database answers again',
    },
    {
      kind: 'pool',
      subject: '',
      ...lasting('pool', exhausted),
      detail: exhausted
        ? `all ${connections} database connections of this server are in use`
        : 'database connections are free again',
    },
  ];
  const changes = judgeEpisodes(conditions, memory.open, [], nowMs);
  const told = new Set(changes.reminded.map(({ episode }) => episode));
  const gone = new Set(changes.ended.map(({ episode }) => episode));
  memory.open = [
    ...memory.open
      .filter((episode) => !gone.has(episode))
      .map((episode) => (told.has(episode) ? { ...episode, toldAtMs: nowMs } : episode)),
    ...changes.opened.map(({ kind, subject, detail, sinceMs }) => ({
      id: 0,
      kind,
      subject,
      detail,
      sinceMs,
      toldAtMs: nowMs,
    })),
  ];
  return changes;
}

/** True if every connection that the pool may open is lent out. */
export function isFull({ totalCount, idleCount, options }: Pool): boolean {
  return idleCount === 0 && totalCount >= (options.max ?? 10);
}
