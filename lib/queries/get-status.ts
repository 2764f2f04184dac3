import {
  aheadInWords,
  isAhead,
  keptByCollection,
  overdueAfterMs,
  type RecentCollection,
  type RunState,
  readClockTroubles,
  recentCollections,
  sourceReason,
  troubleOf,
} from '@/lib/incidents';
import { prisma } from '@/lib/platform/database';
import { within } from '@/lib/platform/within';
import { type ClosedCollection, seriesReader } from '@/lib/series';
import type { Status } from './status';

/** A read of this takes milliseconds: after this long its database hangs. */
const TIMEOUT_MS = 5_000;

/**
 * How the last collection went, or what keeps us from knowing. Runs no SQL while that collection is known to be the last.
 * Throws only what is a fault of the program.
 */
export async function getStatus(): Promise<Status> {
  try {
    return await within(TIMEOUT_MS, readStatus());
  } catch (error) {
    return {
      version: null,
      collection: null,
      sources: { fresh: 0, all: 0, notFresh: [], partial: [] },
      markets: 0,
      trouble: troubleOf(error),
    };
  }
}

/** How a collection's figures are told from all others. */
export function versionOf({ id, revision }: ClosedCollection): string {
  return `${id}.${revision}`;
}

async function readStatus(): Promise<Status> {
  const { collection } = await seriesReader().snapshot();
  const recent =
    collection === null
      ? []
      : await keptByCollection('recent', collection.id, () => recentCollections(prisma()));
  const newest = recent[0];
  return {
    version: collection && versionOf(collection),
    collection: newest === undefined ? null : described(newest),
    sources: sourcesOf(newest?.runs ?? []),
    markets: newest?.observations ?? 0,
    trouble: await clockTrouble(newest),
  };
}

/** By the newest collection alone: the line must not say that an exchange is live while its prices are rejected. */
function sourcesOf(runs: RecentCollection['runs']): Status['sources'] {
  const named = (wanted: readonly RunState[]) =>
    runs
      .filter(({ state }) => wanted.includes(state))
      .map((run) => ({
        exchange: run.exchange,
        reason: sourceReason(run, Number.POSITIVE_INFINITY),
        ...(run.waitUntilMs !== null && { waitUntil: new Date(run.waitUntilMs).toISOString() }),
      }));
  const notFresh = named(['rejected', 'failed']);
  return {
    fresh: runs.length - notFresh.length,
    all: runs.length,
    notFresh,
    partial: named(['partial']),
  };
}

/** How far a wrong clock keeps this installation from new figures; null where none does. */
async function clockTrouble(newest: RecentCollection | undefined): Promise<Status['trouble']> {
  const nowMs = Date.now();
  if (newest !== undefined && isAhead(newest, nowMs)) {
    return { title: 'The clock is wrong, or was', advice: aheadInWords(newest, nowMs) };
  }
  // While another machine collects, its visitors miss nothing.
  if (newest !== undefined && nowMs - newest.closedAtMs <= overdueAfterMs(newest)) return null;
  const [first] = await readClockTroubles(prisma());
  return first === undefined ? null : { title: 'The clock is wrong', advice: `${first.says}.` };
}

function described(newest: RecentCollection): Status['collection'] {
  const iso = (ms: number) => new Date(ms).toISOString();
  return {
    slot: iso(newest.slotMs),
    closedAt: iso(newest.closedAtMs),
    nextDueAt: iso(newest.closedAtMs + newest.intervalSeconds * 1000),
    overdueAt: iso(newest.closedAtMs + overdueAfterMs(newest)),
  };
}
