import { singleton } from '@/lib/singleton';
import type { ClosedCollection } from './types';

/** A process that did not collect itself asks this often at most whether another has. */
const LOOKUP_TTL_MS = 5_000;

interface Current {
  collection: ClosedCollection | null;
  knownAtMs: number;
  lookup: Promise<ClosedCollection | null> | null;
}

const state = () =>
  singleton<Current>('current-collection', () => ({
    collection: null,
    knownAtMs: Number.NEGATIVE_INFINITY,
    lookup: null,
  }));

/** Makes a collection that this process has just closed the current one, at once. */
export function announceCollection(collection: ClosedCollection, nowMs: number): void {
  const current = state();
  current.collection = collection;
  current.knownAtMs = nowMs;
}

/**
 * The last closed collection, which is the key of every cached read. Looked up at most once in five seconds,
 * by one caller for all. Throws what `lookUp` throws, so that a lost database is not hidden by a memory.
 */
export async function currentCollection(
  lookUp: () => Promise<ClosedCollection | null>,
  nowMs: number,
): Promise<ClosedCollection | null> {
  const current = state();
  if (Math.abs(nowMs - current.knownAtMs) < LOOKUP_TTL_MS) return current.collection;
  current.lookup ??= lookUp().finally(() => {
    current.lookup = null;
  });
  const found = await current.lookup;
  // An announcement during the lookup is newer than what the lookup saw.
  if (found !== null && found.id >= (current.collection?.id ?? 0)) current.collection = found;
  else if (found === null) current.collection = null;
  current.knownAtMs = nowMs;
  return current.collection;
}
