import type { ClientBase } from 'pg';
import { type AlertDeps, raiseAlerts } from '@/lib/alerts';
import { reportHeldAlerts, reportRebases } from '@/lib/incidents';
import type { Limits, Past, SourceReading } from '@/lib/quality';
import { judge } from '@/lib/quality';
import { type Metric, type OnStep, readStats, recordSlot, type StatsTable } from '@/lib/series';
import { closeCollection, type SourceOutcome, sourceOutcomes } from './close';
import { readMarketStates, writeMarketStates } from './market-states';
import { slotValues } from './slot-values';
import { marksOf, type Restart, restartsOf } from './told';
import { valueCounts } from './value-counts';

export interface SettleDeps {
  /** ms since the epoch, UTC. */
  clock: () => number;
  intervalMs: number;
  /** The figures of the rules. */
  limits?: Limits;
  /** Absent: no alert is looked for. */
  alerts?: AlertDeps;
  onStep: OnStep;
}

/** What was read for a slot, and what is known of its sources and markets. */
export interface ReadSlot extends Pick<Past, 'slotMs' | 'histories' | 'idOf'> {
  collectionId: number;
  metrics: Metric[];
  readings: readonly SourceReading[];
}

export interface Settled {
  closedAtMs: number;
  stats: StatsTable;
  sources: SourceOutcome[];
  restarts: Restart[];
  observations: number;
  rejections: number;
}

/**
 * Within the collection's transaction and under its lease: judges what was read, writes what is believed with its
 * statistics, raises alerts and closes the collection. All of it is kept, or nothing; alerts that fail are left out and
 * noted. Throws where the database fails.
 */
export async function settle(
  client: ClientBase,
  { collectionId, slotMs, metrics, readings, histories, idOf }: ReadSlot,
  { clock, intervalMs, limits, alerts, onStep }: SettleDeps,
): Promise<Settled> {
  await onStep('judge');
  // Read under the lease's lock: a write into the past (backfill, import) may have changed it a moment ago.
  const previous = await readStats(client, metrics.length);
  const columnOf = (metric: string) => metrics.findIndex(({ name }) => name === metric);
  const past: Past = {
    slotMs,
    intervalMs,
    stats: previous,
    priceColumn: columnOf('price'),
    volumeColumn: columnOf('volume'),
    premiumColumn: columnOf('premium'),
    idOf,
    histories,
    states: await readMarketStates(client),
  };
  const answered = readings.filter((reading) => reading.ok);
  const { verdicts, markets, revisions, states } = judge(answered, past, limits);
  const { batch, rejections } = slotValues(markets, idOf, metrics, slotMs);
  const slot = { batch, rejections, revisions, marks: marksOf(markets, idOf), metrics, intervalMs };
  const stats = await recordSlot(client, previous, slot, onStep);
  await writeMarketStates(client, states, slotMs);

  await onStep('alerts');
  const restarted = new Set(revisions.restarted.map(({ dimensionId }) => dimensionId));
  const released = new Set(revisions.released.map(({ dimensionId }) => dimensionId));
  const recorded = { atMs: slotMs, intervalMs, metrics, previous, stats, restarted, released };
  const raised = alerts === undefined ? null : await raiseAlerts(client, recorded, alerts, clock());

  await onStep('close');
  const sources = sourceOutcomes(readings, verdicts, markets);
  const counts = { observations: batch.dimensionIds.length, rejections: rejections.length };
  const closedAtMs = clock();
  const sent = valueCounts(batch, markets, idOf);
  const alertsError = raised?.error ?? null;
  await closeCollection(client, collectionId, { closedAtMs, alertsError, ...counts }, sources, sent);
  const restarts = restartsOf(revisions, idOf);
  const rebases = restarts.filter(({ reason }) => reason === 'rebase');
  await reportRebases(
    client,
    rebases.map(({ dimension, says }) => ({ dimension, atMs: slotMs, says })),
  );
  await reportHeldAlerts(client, slotMs, raised?.held ?? 0);
  await onStep('commit');
  return { closedAtMs, stats, sources, restarts, ...counts };
}
