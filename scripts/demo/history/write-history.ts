import type { Pool, PoolClient } from 'pg';
import { METRICS } from '@/lib/collect/metrics';
import { withTransaction } from '@/lib/db';
import {
  appendRollup,
  ensureDimensions,
  type HourRollup,
  lockStatistics,
  type Metric,
  refreshStatistics,
  syncMetrics,
} from '@/lib/series';
import { appendObservations } from '@/lib/series/postgres/observation-store';
import { rollUp } from '@/lib/series/rollup';
import type { World } from '@/scripts/demo/world/world';
import { briefHour } from './brief-hour';
import { joined, observationsAt } from './observations';
import { DAY_MS, HOUR_MS, LONG_MARKETS, SLOT_MS, type Span, timesBetween } from './span';

const STATEMENT_TIMEOUT_MS = 120_000;
/** An observed hour takes about so many times as long as an hour of price and volume. */
const OBSERVED_WEIGHT = 60;
/** And the statistics. */
const STATISTICS_WEIGHT = 600;

interface Writing {
  pool: Pool;
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
 * hours of price and volume alone; then the statistics, once. `progress` is told the done part, 0 to 1.
 */
export async function writeHistory(
  pool: Pool,
  world: World,
  span: Span,
  progress: (done: number) => void,
  signal: AbortSignal,
): Promise<void> {
  const { longFromMs, observedFromMs, untilMs } = span;
  const metrics = await syncMetrics(pool, METRICS);
  const names = world.exchanges.flatMap((exchange) => world.markets(exchange).map(({ market }) => market));
  const idOf = await ensureDimensions(pool, names, longFromMs);
  const observedHours = (untilMs - observedFromMs) / HOUR_MS;
  const all = (observedFromMs - longFromMs) / HOUR_MS + observedHours * OBSERVED_WEIGHT + STATISTICS_WEIGHT;
  let done = 0;
  const advance = (by: number) => {
    done += by;
    progress(done / all);
  };
  const writing = { pool, world, span, signal, idOf, metrics, advance };
  await writeBriefHours(writing);
  await writeObservedHours(writing);
  await withTransaction(
    pool,
    async (client) => {
      await lockStatistics(client);
      const newest = { slotMs: untilMs - SLOT_MS, intervalMs: SLOT_MS };
      await refreshStatistics(client, Int32Array.from(idOf.values()), metrics, newest);
    },
    STATEMENT_TIMEOUT_MS,
  );
  advance(STATISTICS_WEIGHT);
}

async function writeBriefHours({
  pool,
  world,
  span,
  signal,
  idOf,
  metrics,
  advance,
}: Writing): Promise<void> {
  const { longFromMs, briefFromMs, observedFromMs } = span;
  const all = world.exchanges.flatMap((exchange) => [...world.markets(exchange)]);
  const long = world.exchanges.flatMap((exchange) => world.markets(exchange).slice(0, LONG_MARKETS));
  for (const dayMs of timesBetween(longFromMs, observedFromMs, DAY_MS)) {
    signal.throwIfAborted();
    const hours = timesBetween(dayMs, Math.min(dayMs + DAY_MS, observedFromMs), HOUR_MS);
    await withTransaction(
      pool,
      async (client) => {
        // The next hour is computed while the database takes the one before.
        let taken: Promise<void> = Promise.resolve();
        for (const hourMs of hours) {
          const rollup = briefHour(hourMs < briefFromMs ? long : all, hourMs, idOf, metrics);
          await taken;
          taken = appendFinishedHour(client, rollup);
          advance(1);
        }
        await taken;
      },
      STATEMENT_TIMEOUT_MS,
    );
  }
}

async function writeObservedHours({
  pool,
  world,
  span,
  signal,
  idOf,
  metrics,
  advance,
}: Writing): Promise<void> {
  let taken: Promise<void> = Promise.resolve();
  for (const hourMs of timesBetween(span.observedFromMs, span.untilMs, HOUR_MS)) {
    signal.throwIfAborted();
    const endMs = Math.min(hourMs + HOUR_MS, span.untilMs);
    const slots = timesBetween(hourMs, endMs, SLOT_MS);
    const batches = slots.map((slotMs) => observationsAt(world, slotMs, idOf, metrics));
    const isWhole = endMs === hourMs + HOUR_MS;
    const rollup = isWhole ? rollUp(joined(batches, metrics.length), hourMs) : null;
    await taken;
    taken = withTransaction(
      pool,
      async (client) => {
        for (const batch of batches) await appendObservations(client, batch);
        if (rollup !== null) await appendFinishedHour(client, rollup);
      },
      STATEMENT_TIMEOUT_MS,
    );
    advance(((endMs - hourMs) / HOUR_MS) * OBSERVED_WEIGHT);
  }
  await taken;
}

/** With the mark that keeps the maintenance from computing the hour again. */
async function appendFinishedHour(client: PoolClient, rollup: HourRollup): Promise<void> {
  const hour = new Date(rollup.hourMs);
  await client.query('INSERT INTO rolled_hour (hour, rolled_up_at) VALUES ($1, $1)', [hour]);
  await appendRollup(client, rollup);
}
