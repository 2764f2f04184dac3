import { group, rollup } from 'd3-array';
import type { Pool } from 'pg';
import type { CandleDeps } from '@/lib/collect/exchanges/index';
import { METRICS } from '@/lib/model/metrics';
import { rollUpFinishedHours, syncMetrics } from '@/lib/series';
import { mostLiquid } from './most-liquid';
import { type BackfillProgress, progressCounter } from './progress';
import { readExchange } from './read-exchange';
import { slotsBetween } from './slots';
import { lastCollectedSlot, readKnown, readMarkets } from './store';
import { writePrices } from './write-prices';
import { chunkWriter } from './writer';

export interface BackfillDeps {
  pool: Pool;
  candles: CandleDeps;
  exchanges: readonly string[];
  intervalMs: number;
  /** So many of the most liquid markets. */
  markets: number;
  /** Told of each market or exchange that gives nothing, with the reason. */
  report: (subject: string, reason: string) => void;
  onProgress?: (progress: BackfillProgress) => void;
}

export interface Backfilled {
  markets: number;
  /** Prices written. */
  prices: number;
}

/**
 * Fills in the prices of the last 24 hours that are not known, of the most liquid markets, from their exchanges'
 * candles of 5 minutes; the other metrics cannot be had from candles. What is known stays. Stopped at any point and
 * run again, it goes on: a market is written whole or not at all. Null before the first collection. Throws where the
 * database fails, or as the signal of `candles` ends it.
 */
export async function backfill(deps: BackfillDeps): Promise<Backfilled | null> {
  const { pool, exchanges, intervalMs } = deps;
  const metrics = await syncMetrics(pool, METRICS);
  const positionOf = (name: string) => metrics.find((metric) => metric.name === name)?.position ?? 0;
  const position = { price: positionOf('price'), quoteVolume: positionOf('quote_volume') };
  const lastMs = await lastCollectedSlot(pool);
  if (lastMs === null) return null;
  const slots = slotsBetween(deps.candles.clock(), lastMs);
  const markets = mostLiquid(await readMarkets(pool, exchanges, position), deps.markets);
  const knownOf = await readKnown(
    pool,
    markets.map(({ dimensionId }) => dimensionId),
    { fromMs: slots[0] ?? 0, toMs: slots.at(-1) ?? 0, position: position.price },
  );
  const counter = progressCounter(
    rollup(
      markets,
      (of) => of.length,
      ({ exchange }) => exchange,
    ),
    () => performance.now(),
  );
  const write = { pool, metrics, pricePosition: position.price, intervalMs };
  const writer = chunkWriter((chunk) => writePrices(write, chunk));
  const read = Array.from(
    group(markets, ({ exchange }) => exchange),
    ([exchange, own]) =>
      readExchange(exchange, own, {
        candles: deps.candles,
        slots,
        knownOf,
        take: writer.add,
        report: deps.report,
        onDone: (count) => {
          counter.count(exchange, count);
          deps.onProgress?.(counter.state());
        },
      }),
  );
  // All of them, so that nothing goes on behind a failure's back.
  const failed = (await Promise.allSettled(read)).find((each) => each.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  const prices = await writer.end();
  if (prices > 0)
    await rollUpFinishedHours(pool, { fromMs: slots[0] ?? 0, nowMs: deps.candles.clock(), intervalMs });
  return { markets: markets.length, prices };
}
