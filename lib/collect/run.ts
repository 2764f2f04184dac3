import type { Pool } from 'pg';
import { clearClockTrouble, noteClockTrouble } from '@/lib/incidents';
import { METRICS } from '@/lib/model/metrics';
import { slotOf } from '@/lib/model/time';
import { type Lease, takeLease, withTransaction } from '@/lib/platform/database';
import type { SourceReading } from '@/lib/quality';
import { hasPrice, readSourceHistories } from '@/lib/quality';
import {
  announceCollection,
  ensureDimensions,
  forgetCollection,
  type Metric,
  type OnStep,
  syncMetrics,
} from '@/lib/series';
import { CLOCK_TOLERANCE_MS, judgeClock, mayRewind, type StoredSlots } from './clock/judge-clock';
import { type SetAside, setAside } from './clock/set-aside';
import { countSlots, lastClosing, newestStamps } from './clock/witnesses';
import type { SourceOutcome } from './close';
import { abandonCollection, isClosed, openCollection } from './open';
import { type SettleDeps, settle } from './settle';
import type { Restart } from './told';

/** A million series take a second; this is for a database in trouble. */
const STATEMENT_TIMEOUT_MS = 120_000;

export interface CollectDeps extends Omit<SettleDeps, 'onStep'> {
  pool: Pool;
  exchanges: readonly string[];
  /** All sources at once; a failed one is a result. */
  readSources: (exchanges: readonly string[]) => Promise<SourceReading[]>;
  /** The database's own clock, ms UTC; absent: it is not asked. */
  databaseClock?: () => Promise<number>;
  /** Looks for times ahead of the clock even where no slot is: for the first collection of a process. */
  looksAhead?: boolean;
  onStep?: OnStep;
}

export interface Collected {
  state: 'collected';
  slot: string;
  collectionId: number;
  observations: number;
  rejections: number;
  sources: SourceOutcome[];
  /** No source could be reached at all: the network, not the sources. */
  offline: boolean;
  /** Markets whose baseline began anew. */
  restarts: Restart[];
  /** What was deleted since it was dated ahead of the clock, in one sentence; null where nothing was. */
  setAside: string | null;
  elapsedMs: number;
}

/**
 * `done`: this slot is closed already. `busy`: another process is collecting. `wrong clock`: this machine's clock is
 * contradicted, and nothing was stored; `says` is one sentence for the operator.
 */
export type CollectOutcome =
  | Collected
  | { state: 'done'; slot: string; setAside?: string }
  | { state: 'busy'; slot: string }
  | { state: 'wrong clock'; slot: string; says: string };

/**
 * One collection over all sources at the current slot. Any number of calls at once, in any process, collect a slot
 * once; after a crash at any point a further call in the same slot collects it anew. A clock that others contradict
 * stores nothing; what one has stored ahead of the right time is set aside first. Throws where the database fails.
 */
export async function runCollection(deps: CollectDeps): Promise<CollectOutcome> {
  const { pool, clock, intervalMs, onStep = () => undefined } = deps;
  const slotMs = slotOf(clock(), intervalMs);
  const slot = new Date(slotMs).toISOString();
  await onStep('lease');
  const lease = await takeLease(pool, 'collect');
  if (lease === null) return { state: (await isClosed(pool, slotMs)) ? 'done' : 'busy', slot };
  try {
    await onStep('open');
    const collectionId = await openCollection(pool, slotMs, deps);
    const slots = await countSlots(pool, clock() + CLOCK_TOLERANCE_MS);
    const isDone = collectionId === null;
    if (isDone && slots.ahead === 0) return { state: 'done', slot };
    const stored = { ...slots, isDone, intervalMs };
    return await collectSlot({ ...deps, onStep }, lease, { collectionId, slotMs, stored });
  } finally {
    await onStep('release');
    await lease.release();
  }
}

async function collectSlot(
  deps: CollectDeps & { onStep: OnStep },
  lease: Lease,
  { collectionId, slotMs, stored }: { collectionId: number | null; slotMs: number; stored: StoredSlots },
): Promise<CollectOutcome> {
  const { pool, intervalMs, exchanges, readSources, onStep } = deps;
  const slot = new Date(slotMs).toISOString();
  const startedMs = performance.now();
  const metrics = await syncMetrics(pool, METRICS);
  await onStep('read sources');
  const readings = await readSources(exchanges);

  await onStep('judge the clock');
  const nowMs = deps.clock();
  const verdict = judgeClock({
    nowMs,
    databaseMs: (await deps.databaseClock?.()) ?? null,
    closedAtMs: await lastClosing(pool),
    intervalMs,
    stampsMs: newestStamps(readings),
    answered: readings.some(({ ok }) => ok),
  });
  if (!verdict.isRight) {
    await noteClockTrouble(pool, verdict.says);
    if (collectionId !== null) await abandonCollection(pool, collectionId);
    return { state: 'wrong clock', slot, says: verdict.says };
  }
  await clearClockTrouble(pool);
  const looks = stored.ahead > 0 || deps.looksAhead === true;
  const ahead = looks && mayRewind(verdict, nowMs, stored) ? await setAsideAhead(deps, lease, metrics) : null;
  if (collectionId === null) {
    return { state: 'done', slot, ...(ahead?.says && { setAside: ahead.says }) };
  }

  await onStep('identify');
  const histories = await readSourceHistories(pool, exchanges, slotMs, intervalMs);
  const idOf = await ensureDimensions(pool, pricedMarkets(readings), slotMs);

  await onStep('begin');
  const { closedAtMs, stats, ...outcome } = await withTransaction(
    pool,
    async (client) => {
      await lease.check(client);
      return settle(client, { collectionId, slotMs, metrics, readings, histories, idOf }, deps);
    },
    STATEMENT_TIMEOUT_MS,
  );
  announceCollection(
    { id: collectionId, revision: 0, slotMs, closedAtMs, intervalSeconds: intervalMs / 1000 },
    closedAtMs,
    stats,
  );
  return {
    state: 'collected',
    slot,
    collectionId,
    ...outcome,
    setAside: ahead?.says ?? null,
    offline: readings.length > 0 && readings.every((reading) => !reading.ok && reading.unreachable),
    elapsedMs: Math.round(performance.now() - startedMs),
  };
}

function setAsideAhead(
  { pool, clock, intervalMs }: CollectDeps,
  lease: Lease,
  metrics: readonly Metric[],
): Promise<SetAside> {
  const done = withTransaction(
    pool,
    async (client) => {
      await lease.check(client);
      return setAside(client, clock(), { metrics, intervalMs });
    },
    STATEMENT_TIMEOUT_MS,
  );
  return done.finally(forgetCollection);
}

function pricedMarkets(readings: readonly SourceReading[]) {
  return readings.flatMap((reading) =>
    reading.ok ? reading.tickers.filter(hasPrice).map(({ market }) => market) : [],
  );
}
