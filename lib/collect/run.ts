import type { Pool } from 'pg';
import { type AlertDeps, raiseAlerts } from '@/lib/alerts';
import { type Lease, takeLease, withTransaction } from '@/lib/db';
import { reportRebases } from '@/lib/monitor';
import { hasPrice, type Limits } from '@/lib/quality';
import {
  announceCollection,
  ensureDimensions,
  type OnStep,
  readStats,
  recordSlot,
  syncMetrics,
} from '@/lib/series';
import { closeCollection, type SourceOutcome, sourceOutcomes } from './close';
import { judge, type Past } from './judge';
import { readMarketStates, writeMarketStates } from './market-states';
import { METRICS } from './metrics';
import { isClosed, openCollection } from './open';
import type { SourceReading } from './reading';
import { slotOf } from './slot';
import { slotValues } from './slot-values';
import { readSourceHistories } from './source-history';
import { marksOf, type Restart, restartsOf } from './told';
import { valueCounts } from './value-counts';

/** A million series take a second; this is for a database in trouble. */
const STATEMENT_TIMEOUT_MS = 120_000;

export interface CollectDeps {
  pool: Pool;
  /** ms since the epoch, UTC. */
  clock: () => number;
  intervalMs: number;
  exchanges: readonly string[];
  /** All sources at once; a failed one is a result. */
  readSources: (exchanges: readonly string[]) => Promise<SourceReading[]>;
  /** The figures of the rules. */
  limits?: Limits;
  /** Absent: no alert is looked for. */
  alerts?: AlertDeps;
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
  {
    pool,
    clock,
    intervalMs,
    exchanges,
    readSources,
    limits,
    alerts,
    onStep,
  }: CollectDeps & { onStep: OnStep },
  lease: Lease,
  collectionId: number,
  slotMs: number,
): Promise<Collected> {
  const startedMs = performance.now();
  const metrics = await syncMetrics(pool, METRICS);
  await onStep('read sources');
  const readings = await readSources(exchanges);
  const answered = readings.filter((reading) => reading.ok);

  await onStep('identify');
  const histories = await readSourceHistories(pool, exchanges, slotMs, intervalMs);
  const priced = answered.flatMap(({ tickers }) => tickers.filter(hasPrice).map(({ market }) => market));
  const idOf = await ensureDimensions(pool, priced, slotMs);
  const columnOf = (metric: string) => metrics.findIndex(({ name }) => name === metric);

  await onStep('begin');
  const closed = await withTransaction(
    pool,
    async (client) => {
      await lease.check(client);
      await onStep('judge');
      // Read under the lease's lock: a write into the past (backfill, import) may have changed it a moment ago.
      const stats = await readStats(client, metrics.length);
      const past: Past = {
        slotMs,
        intervalMs,
        stats,
        priceColumn: columnOf('price'),
        volumeColumn: columnOf('volume'),
        premiumColumn: columnOf('premium'),
        idOf,
        histories,
        states: await readMarketStates(client),
      };
      const { verdicts, markets, revisions, states } = judge(answered, past, limits);
      const { batch, rejections } = slotValues(markets, idOf, metrics, slotMs);
      const marks = marksOf(markets, idOf);
      const slot = { batch, rejections, revisions, marks, metrics, intervalMs };
      const next = await recordSlot(client, stats, slot, onStep);
      await writeMarketStates(client, states, slotMs);
      await onStep('alerts');
      const restarted = new Set(revisions.restarted.map(({ dimensionId }) => dimensionId));
      const recorded = { atMs: slotMs, intervalMs, metrics, previous: stats, stats: next, restarted };
      if (alerts !== undefined) await raiseAlerts(client, recorded, alerts, clock());
      await onStep('close');
      const sources = sourceOutcomes(readings, verdicts, markets);
      const counts = { observations: batch.dimensionIds.length, rejections: rejections.length };
      const closedAtMs = clock();
      const sent = valueCounts(batch, markets, idOf);
      await closeCollection(client, collectionId, { closedAtMs, ...counts }, sources, sent);
      const restarts = restartsOf(revisions, idOf);
      const rebases = restarts.filter(({ reason }) => reason === 'rebase');
      await reportRebases(
        client,
        rebases.map(({ dimension, says }) => ({ dimension, atMs: slotMs, says })),
      );
      await onStep('commit');
      return { closedAtMs, stats: next, sources, restarts, ...counts };
    },
    STATEMENT_TIMEOUT_MS,
  );
  const { closedAtMs, stats, ...outcome } = closed;
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
