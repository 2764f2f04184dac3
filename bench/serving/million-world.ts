import type { Pool } from 'pg';
import { Generator, type Shape } from '@/bench/cycle/generate';
import { firstStatistics } from '@/bench/cycle/stored-cycle';
import { dimensionName } from '@/lib/model/market-name';
import { METRICS } from '@/lib/model/metrics';
import { ensureDimensions, syncMetrics } from '@/lib/series';
import { appendObservations } from '@/lib/series/postgres/observation-store';
import { VENUES } from '@/tests/support/exchange/synthetic';

const MARKETS = 1000;
const METRIC_COUNT = 1000;
const HOURS = 24;

/** The metric that is read: one that only the made-up past has. */
export const PAST_METRIC = 'past-500';

/**
 * Fills an empty database with a day of 1,000 metrics of the 1,000 markets that the made-up exchanges list: an
 * observation an hour, and at the window's far end one each `intervalMs`, of which `leaving` collections lose one each.
 * The product's own metrics are unknown in it. Answers the names of the markets.
 */
export async function fillMillion(
  pool: Pool,
  { intervalMs, leaving }: { intervalMs: number; leaving: number },
  say: (line: string) => void,
): Promise<string[]> {
  const slotMs = Math.floor(Date.now() / intervalMs) * intervalMs;
  const past = Array.from({ length: METRIC_COUNT - METRICS.length }, (_, i) => ({
    name: `past-${i}`,
    label: `Past ${i}`,
    unit: '1',
    description: 'For the benchmark.',
    hasRatio: true,
  }));
  const metrics = await syncMetrics(pool, [...METRICS, ...past]);
  const markets = VENUES.flatMap((exchange) =>
    Array.from({ length: MARKETS / VENUES.length }, (_, i) => ({
      name: dimensionName(exchange, `C${i}`, 'USDT'),
      exchange,
      base: `C${i}`,
      quote: 'USDT',
    })),
  );
  const ids = await ensureDimensions(pool, markets, slotMs);
  const shape: Shape = {
    dimensions: MARKETS,
    metrics: metrics.length,
    slots: HOURS + leaving,
    intervalMs,
    untilMs: slotMs,
    seed: 20260102,
  };
  const generator = new Generator(shape, Int32Array.from(ids.values()).sort());
  const dayBeforeMs = slotMs - 24 * 3_600_000;
  const times = [
    ...Array.from({ length: leaving }, (_, i) => dayBeforeMs + i * intervalMs),
    ...Array.from({ length: HOURS }, (_, i) => slotMs - (HOURS - 1 - i) * 3_600_000),
  ];
  const client = await pool.connect();
  for (const [i, atMs] of times.entries()) {
    const batch = { ...generator.batch(i), atMs };
    for (let row = 0; row < MARKETS; row++) {
      batch.values.fill(Number.NaN, row * metrics.length, row * metrics.length + METRICS.length);
    }
    await appendObservations(client, batch);
  }
  await client.query('VACUUM (ANALYZE) observation');
  client.release();
  await firstStatistics(pool, metrics, generator.dimensionIds, { slotMs, intervalMs });
  await pool.query(
    `INSERT INTO collection (slot, interval_seconds, started_at, closed_at, observations)
     VALUES ($1, $2, now(), now(), $3)`,
    [new Date(slotMs), intervalMs / 1000, MARKETS],
  );
  await pool.query('CHECKPOINT');
  say('1,000,000 series filled');
  return markets.map(({ name }) => name);
}
