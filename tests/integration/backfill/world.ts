import type { Pool } from 'pg';
import { postgresExchangeWaits, postgresMarketLists } from '@/lib/collect';
import { type BackfillDeps, backfill } from '@/lib/collect/backfill';
import { dimensionName } from '@/lib/model/market-name';
import { METRICS } from '@/lib/model/metrics';
import { ensureDimensions, syncMetrics } from '@/lib/series';
import { record } from '@/tests/support/series-world';

export const STEP_MS = 300_000;
/** Two minutes into a slot that has been collected. */
export const NOW_MS = Date.UTC(2026, 10, 24, 10, 2);
export const SLOT_MS = Date.UTC(2026, 10, 24, 10, 0);

/** The price at the slot that is a candle's end, so also its close. */
export function priceAt(id: string, slotMs: number): number {
  const level = 1 + (Array.from(id).reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % 50);
  return level * (1 + Math.sin(slotMs / 40 / STEP_MS) / 20);
}

export const closeOf = (id: string, openMs: number) => priceAt(id, openMs + STEP_MS);

export interface WorldMarket {
  exchange: string;
  base: string;
  id: string;
}

/** So many markets of an exchange, in the order of their turnover. */
export function marketsOf(exchange: string, count: number): WorldMarket[] {
  return Array.from({ length: count }, (_, i) => ({ exchange, base: `C${i}`, id: `${exchange}-c${i}` }));
}

export const nameOf = ({ exchange, base }: WorldMarket) => dimensionName(exchange, base, 'USDT');

/** What one collection leaves behind: lists of markets, and the slot's price and turnover of each. */
export async function collectOnce(
  pool: Pool,
  markets: readonly WorldMarket[],
  slotMs = SLOT_MS,
): Promise<void> {
  const metrics = await syncMetrics(pool, METRICS);
  const named = markets.map((market) => ({ ...market, name: nameOf(market), quote: 'USDT' }));
  const idOf = await ensureDimensions(pool, named, slotMs);
  for (const exchange of new Set(markets.map((market) => market.exchange))) {
    const listed = named
      .filter((market) => market.exchange === exchange)
      .map(({ id, base, quote }) => ({ id, base, quote, symbol: `${base}/${quote}` }));
    await postgresMarketLists(() => pool).write(exchange, {
      listedAtMs: slotMs,
      markets: listed,
      rejected: null,
      held: new Map(),
      unlisted: null,
    });
  }
  const values = (id: string, i: number) =>
    metrics.map(({ name }) => {
      if (name === 'price') return priceAt(id, slotMs);
      return name === 'quote_volume' ? 1e9 / (i + 1) : Number.NaN;
    });
  const seen = named.map(({ name, id }, i) => ({ id: idOf.get(name) ?? 0, values: values(id, i) }));
  await record(pool, metrics, { atMs: slotMs, intervalMs: STEP_MS }, seen);
  await pool.query(
    'INSERT INTO collection (slot, interval_seconds, started_at, closed_at) VALUES ($1, 300, $1, $1)',
    [new Date(slotMs)],
  );
}

export interface BackfillOptions extends Partial<Pick<BackfillDeps, 'onProgress' | 'report' | 'markets'>> {
  sourceUrls: Record<string, string>;
  sleep?: BackfillDeps['candles']['sleep'];
}

/** A backfill at a time that goes on only as it sleeps, as the product does it, but without the pauses between requests. */
export function backfillFrom(pool: Pool, options: BackfillOptions) {
  const { sourceUrls, sleep, report = () => undefined, markets = 300, onProgress } = options;
  let nowMs = NOW_MS;
  return backfill({
    pool,
    exchanges: Object.keys(sourceUrls),
    intervalMs: STEP_MS,
    markets,
    report,
    ...(onProgress && { onProgress }),
    candles: {
      clock: () => nowMs,
      signal: new AbortController().signal,
      timeoutMs: 5_000,
      rateLimitMs: 0.01,
      sourceUrls,
      marketLists: postgresMarketLists(() => pool),
      waits: postgresExchangeWaits(() => pool),
      ...(sleep && {
        sleep: async (ms, signal) => {
          nowMs += ms;
          await sleep(ms, signal);
        },
      }),
    },
  });
}
