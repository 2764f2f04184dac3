import type { Pool } from 'pg';
import { raiseAlerts } from '@/lib/alerts';
import { METRICS, metricValues } from '@/lib/model/metrics';
import { withTransaction } from '@/lib/platform/database/transaction';
import {
  ensureDimensions,
  type Marks,
  QUALITIES,
  type Quality,
  type RejectedObservation,
  readStats,
  recordSlot,
  type StatsTable,
  syncMetrics,
} from '@/lib/series';
import { closeCollection } from './collections';
import { CASES, SEED_MARKETS, type SeedMarket } from './markets';
import { randomFrom } from './random';
import { isRefused, isSeen, type MarketState, nextState, tickerOf } from './values';

const INTERVAL_MS = 300_000;
const SLOTS = 290;
/** The newest slots are looked through for alerts, as a collection does. */
const ALERTED_SLOTS = 12;
const ALERT_LIMITS = { threshold: 3, minTurnover: 50_000 };

/**
 * Fills a migrated database with a day of a made-up world: 4 exchanges, some 130 markets, 13 metrics, every five
 * minutes until the slot that `nowMs` is in, through the same code that a collection writes with.
 */
export async function seedMarkets(pool: Pool, nowMs: number): Promise<void> {
  const newestMs = Math.floor(nowMs / INTERVAL_MS) * INTERVAL_MS;
  const metrics = await syncMetrics(pool, METRICS);
  const ids = await ensureDimensions(pool, SEED_MARKETS, newestMs - SLOTS * INTERVAL_MS);
  const random = randomFrom(7);
  let states = SEED_MARKETS.map(({ price }): MarketState => ({ price, volume: 2_000_000 / price }));
  await withTransaction(pool, async (client) => {
    let stats: StatsTable = await readStats(client, metrics.length);
    for (let slotsLeft = SLOTS - 1; slotsLeft >= 0; slotsLeft--) {
      const atMs = newestMs - slotsLeft * INTERVAL_MS;
      states = SEED_MARKETS.map((market, i) =>
        nextState(market, states[i] ?? { price: market.price, volume: 1 }, slotsLeft, random),
      );
      const rows = SEED_MARKETS.map((market, i) => ({
        market,
        id: ids.get(market.name) ?? 0,
        values: metricValues(tickerOf(market, states[i] ?? { price: market.price, volume: 1 }, slotsLeft), {
          medianPrice: market.price,
        }),
      }));
      const seen = rows.filter(({ market }) => isSeen(market, slotsLeft)).sort((a, b) => a.id - b.id);
      const batch = {
        atMs,
        metricCount: metrics.length,
        dimensionIds: Int32Array.from(seen, ({ id }) => id),
        values: Float64Array.from(seen.flatMap(({ values }) => [...values])),
      };
      const previous = stats;
      stats = await recordSlot(
        client,
        stats,
        {
          batch,
          rejections: refusalsOf(rows, slotsLeft),
          marks: marksOf(rows, slotsLeft),
          metrics,
          intervalMs: INTERVAL_MS,
        },
        () => client.query('DROP TABLE IF EXISTS stats_staging').then(() => undefined),
      );
      if (slotsLeft < ALERTED_SLOTS) {
        const slot = {
          atMs,
          intervalMs: INTERVAL_MS,
          metrics,
          previous,
          stats,
          restarted: new Set<number>(),
        };
        await raiseAlerts(client, slot, { limits: ALERT_LIMITS, mailing: null }, atMs);
      }
      if (slotsLeft < 3) await closeCollection(client, atMs, nowMs, seen.length);
    }
  });
}

type Row = { market: SeedMarket; id: number; values: Float64Array };

function refusalsOf(rows: readonly Row[], slotsLeft: number): RejectedObservation[] {
  return rows
    .filter(
      ({ market }) =>
        (market.name === CASES.refused && isRefused(slotsLeft)) ||
        (market.name === CASES.pending && slotsLeft === 0),
    )
    .map(({ market, id, values }) => ({
      dimensionId: id,
      reason: market.name === CASES.pending ? 'pending' : 'peers-disagree',
      values: values.map((value) => value * 10),
      peers: 'its price is 10.00x its baseline, while 3 of 4 other venues agree on 1.00x',
    }));
}

function marksOf(rows: readonly Row[], slotsLeft: number): Marks {
  const quality = ({ name }: SeedMarket): Quality => {
    if (name === CASES.alone) return 'single-venue';
    if (name === CASES.pending && slotsLeft === 0) return 'pending';
    return name === CASES.refused && isRefused(slotsLeft) ? 'rejected' : 'good';
  };
  const venues = (row: Row) =>
    new Set(rows.filter(({ market }) => market.base === row.market.base).map(({ market }) => market.exchange))
      .size;
  return {
    dimensionIds: Int32Array.from(rows, ({ id }) => id),
    quality: Uint8Array.from(rows, ({ market }) => QUALITIES.indexOf(quality(market))),
    venuesAgreeing: Uint16Array.from(rows, venues),
    venuesListing: Uint16Array.from(rows, venues),
  };
}
