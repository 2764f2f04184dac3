import type { Pool } from 'pg';
import { type Lease, takeLease, withTransaction } from '@/lib/db';
import { hasPrice } from '@/lib/quality';
import { announceCollection, ensureDimensions, type OnStep, syncMetrics } from '@/lib/series';
import type { SourceOutcome } from './close';
import { METRICS } from './metrics';
import { isClosed, openCollection } from './open';
import type { SourceReading } from './reading';
import { type SettleDeps, settle } from './settle';
import { slotOf } from './slot';
import { readSourceHistories } from './source-history';
import type { Restart } from './told';

/** A million series take a second; this is for a database in trouble. */
const STATEMENT_TIMEOUT_MS = 120_000;

export interface CollectDeps extends Omit<SettleDeps, 'onStep'> {
  pool: Pool;
  exchanges: readonly string[];
  /** All sources at once; a failed one is a result. */
  readSources: (exchanges: readonly string[]) => Promise<SourceReading[]>;
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
  elapsedMs: number;
}

/** `done`: this slot is closed already. `busy`: another process is collecting. */
export type CollectOutcome = Collected | { state: 'done' | 'busy'; slot: string };

/**
 * One collection over all sources at the current slot. Any number of calls at once, in any process, collect a slot
 * once; after a crash at any point a further call in the same slot collects it anew. Throws where the database fails.
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
    if (collectionId === null) return { state: 'done', slot };
    return await collectSlot({ ...deps, onStep }, lease, collectionId, slotMs);
  } finally {
    await onStep('release');
    await lease.release();
  }
}

async function collectSlot(
  deps: CollectDeps & { onStep: OnStep },
  lease: Lease,
  collectionId: number,
  slotMs: number,
): Promise<Collected> {
  const { pool, intervalMs, exchanges, readSources, onStep } = deps;
  const startedMs = performance.now();
  const metrics = await syncMetrics(pool, METRICS);
  await onStep('read sources');
  const readings = await readSources(exchanges);

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
    slot: new Date(slotMs).toISOString(),
    collectionId,
    ...outcome,
    offline: readings.length > 0 && readings.every((reading) => !reading.ok && reading.unreachable),
    elapsedMs: Math.round(performance.now() - startedMs),
  };
}

function pricedMarkets(readings: readonly SourceReading[]) {
  return readings.flatMap((reading) =>
    reading.ok ? reading.tickers.filter(hasPrice).map(({ market }) => market) : [],
  );
}
