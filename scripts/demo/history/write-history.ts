import type { Pool, PoolClient } from 'pg';
import { METRICS } from '@/lib/model/metrics';
import { DAY_MS, HOUR_MS } from '@/lib/model/time';
import { withoutIndexes, withTransaction } from '@/lib/platform/database';
import {
  appendRollups,
  ensureDimensions,
  type HourRollup,
  lockStatistics,
  type Metric,
  refreshStatistics,
  syncMetrics,
} from '@/lib/series';
import { appendObservationRows } from '@/lib/series/postgres/observation-store';
import { rollUp } from '@/lib/series/rollup';
import type { World } from '@/scripts/demo/world/world';
import { briefHour } from './brief-hour';
import { joined, observationsAt } from './observations';
import { SLOT_MS, type Span, timesBetween } from './span';

const STATEMENT_TIMEOUT_MS = 120_000;
/** An observed hour takes about so many times as long as an hour of price and volume. */
const OBSERVED_WEIGHT = 30;
/** And the statistics. */
const STATISTICS_WEIGHT = 600;

interface Writing {
  client: PoolClient;
  world: World;
  span: Span;
  signal: AbortSignal;
  idOf: ReadonlyMap<string, number>;
  metrics: readonly Metric[];
  /** Counts hours written, weighted. */
  advance(by: number): void;
}

/**
 * Writes the past of a calm world as collections would have stored it, in bulk: single observations, and long ago
 * hours of price and volume alone; then the statistics, once. All of it, or nothing where `signal` ends it. Replaces
 * what was stored. `progress` is told the done part, 0 to 1.
 */
export async function writeHistory(
  pool: Pool,
  world: World,
  span: Span,
  progress: (done: number) => void,
  signal: AbortSignal,
): Promise<void> {
  const { briefFromMs, observedFromMs, untilMs } = span;
  const metrics = await syncMetrics(pool, METRICS);
  const names = world.exchanges.flatMap((exchange) => world.markets(exchange).map(({ market }) => market));
  const idOf = await ensureDimensions(pool, names, briefFromMs);
  const observedHours = (untilMs - observedFromMs) / HOUR_MS;
  const all = (observedFromMs - briefFromMs) / HOUR_MS + observedHours * OBSERVED_WEIGHT + STATISTICS_WEIGHT;
  let done = 0;
  const advance = (by: number) => {
    done += by;
    progress(done / all);
  };
  await withTransaction(
    pool,
    async (client) => {
      const writing = { client, world, span, signal, idOf, metrics, advance };
      const tables = ['observation', 'rollup_hour'];
      // Of what comes into a table emptied in the same transaction, wal_level=minimal keeps no journal.
      await client.query(`TRUNCATE ${tables.join(', ')}`);
      await withoutIndexes(client, tables, async () => {
        await writeBriefHours(writing);
        await writeObservedHours(writing);
      });
      await lockStatistics(client);
      const newest = { slotMs: untilMs - SLOT_MS, intervalMs: SLOT_MS };
      await refreshStatistics(client, Int32Array.from(idOf.values()), metrics, newest);
    },
    STATEMENT_TIMEOUT_MS,
  );
  advance(STATISTICS_WEIGHT);
}

async function writeBriefHours({
  client,
  world,
  span,
  signal,
  idOf,
  metrics,
  advance,
}: Writing): Promise<void> {
  const markets = world.exchanges.flatMap((exchange) => [...world.markets(exchange)]);
  // The next day is computed while the database takes the one before.
  let taken: Promise<void> = Promise.resolve();
  for (const dayMs of timesBetween(span.briefFromMs, span.observedFromMs, DAY_MS)) {
    signal.throwIfAborted();
    const hours = timesBetween(dayMs, Math.min(dayMs + DAY_MS, span.observedFromMs), HOUR_MS);
    const rollups = hours.map((hourMs) => briefHour(markets, hourMs, idOf, metrics));
    await taken;
    taken = appendFinishedHours(client, rollups);
    advance(hours.length);
  }
  await taken;
}

async function writeObservedHours({
  client,
  world,
  span,
  signal,
  idOf,
  metrics,
  advance,
}: Writing): Promise<void> {
  const rollups: HourRollup[] = [];
  let taken: Promise<void> = Promise.resolve();
  for (const hourMs of timesBetween(span.observedFromMs, span.untilMs, HOUR_MS)) {
    signal.throwIfAborted();
    const endMs = Math.min(hourMs + HOUR_MS, span.untilMs);
    const slots = timesBetween(hourMs, endMs, SLOT_MS);
    const batches = slots.map((slotMs) => observationsAt(world, slotMs, idOf, metrics));
    const observations = joined(batches, metrics.length);
    const isWhole = endMs === hourMs + HOUR_MS;
    if (isWhole) rollups.push(rollUp(observations, hourMs));
    await taken;
    taken = appendObservationRows(client, observations);
    advance(((endMs - hourMs) / HOUR_MS) * OBSERVED_WEIGHT);
  }
  await taken;
  await appendFinishedHours(client, rollups);
}

/** With the marks that keep the maintenance from computing the hours again. */
async function appendFinishedHours(client: PoolClient, rollups: readonly HourRollup[]): Promise<void> {
  const hours = rollups.map(({ hourMs }) => new Date(hourMs));
  await client.query(
    'INSERT INTO rolled_hour (hour, rolled_up_at) SELECT hour, hour FROM unnest($1::timestamptz[]) AS hour',
    [hours],
  );
  await appendRollups(client, rollups);
}
