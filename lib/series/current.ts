import { singleton } from '@/lib/platform/singleton';
import type { ClosedCollection, StatsTable } from './types';

/** A process that did not collect itself asks this often at most whether another has. */
const LOOKUP_TTL_MS = 5_000;

interface Current {
  collection: ClosedCollection | null;
  knownAtMs: number;
  lookup: Promise<ClosedCollection | null> | null;
  /** Counts announcements: one during a lookup is newer than what the lookup saw. */
  announced: number;
  /** The statistics of `collection` as they were written, which spares reading them. */
  stats: StatsTable | null;
  tell: Announce | null;
}

/** `stats` is given away: whoever announces does not touch it again. */
type Announce = (collection: ClosedCollection, stats: StatsTable) => void;

const state = () =>
  singleton<Current>('current-collection', () => ({
    collection: null,
    knownAtMs: Number.NEGATIVE_INFINITY,
    lookup: null,
    announced: 0,
    stats: null,
    tell: null,
  }));

/**
 * Makes a collection that this process has just closed the current one, at once. Its statistics are kept for readers,
 * unless somebody else is to be told (`tellAnnouncements`).
 */
export function announceCollection(collection: ClosedCollection, nowMs: number, stats?: StatsTable): void {
  const current = state();
  current.collection = collection;
  current.announced += 1;
  current.knownAtMs = nowMs;
  current.stats = current.tell === null ? (stats ?? null) : null;
  if (stats !== undefined) current.tell?.(collection, stats);
}

/** Has the next reader look the current collection up: the known one may have been deleted. */
export function forgetCollection(): void {
  state().knownAtMs = Number.NEGATIVE_INFINITY;
}

/** Has announcements told to another thread, where they are announced again: there is who reads. */
export function tellAnnouncements(tell: Announce): void {
  state().tell = tell;
}

/** The statistics that were announced with this collection; null where they have to be read. */
export function announcedStats({ id, revision }: ClosedCollection): StatsTable | null {
  const { collection, stats } = state();
  return collection?.id === id && collection.revision === revision ? stats : null;
}

/** The last closed collection where it is known at `nowMs`; undefined where it has to be looked up. */
export function knownCollection(nowMs: number): ClosedCollection | null | undefined {
  const { collection, knownAtMs } = state();
  return Math.abs(nowMs - knownAtMs) < LOOKUP_TTL_MS ? collection : undefined;
}

/**
 * The last closed collection, which is the key of every cached read. Looked up at most once in five seconds,
 * by one caller for all. Throws what `lookUp` throws, so that a lost database is not hidden by a memory.
 */
export async function currentCollection(
  lookUp: () => Promise<ClosedCollection | null>,
  nowMs: number,
): Promise<ClosedCollection | null> {
  const known = knownCollection(nowMs);
  if (known !== undefined) return known;
  const current = state();
  const announcedBefore = current.announced;
  current.lookup ??= lookUp().finally(() => {
    current.lookup = null;
  });
  const found = await current.lookup;
  // Not by the number of the collection: one of the future may have been deleted, and an older one is the last again.
  if (current.announced === announcedBefore) {
    const same = found?.id === current.collection?.id && found?.revision === current.collection?.revision;
    if (!same) current.stats = null;
    current.collection = found;
  }
  current.knownAtMs = nowMs;
  return current.collection;
}
