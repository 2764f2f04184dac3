import type { Pool } from 'pg';
import { METRICS, metricValues } from '@/lib/model/metrics';
import { withTransaction } from '@/lib/platform/database';
import { ensureDimensions, readStats, recordSlot, type StatsTable, syncMetrics } from '@/lib/series';
import { normal, randomFrom } from '@/tests/support/seed/random';

const EXCHANGES = ['binance', 'bitget', 'bybit', 'gate', 'htx', 'kraken', 'kucoin', 'mexc', 'okx', 'bitmart'];
const QUOTES = ['USDT', 'USDC', 'BTC', 'EUR', 'USD'];
const INTERVAL_SECONDS = 1800;
const SLOTS = 50;

interface Market {
  name: string;
  exchange: string;
  base: string;
  quote: string;
  price: number;
  step: number;
}

/** A day of this many made-up markets, one slot each half hour until now: as many rows as a large installation has. */
export async function seedLarge(pool: Pool, count: number, nowMs: number): Promise<void> {
  const random = randomFrom(11);
  const markets = Array.from({ length: count }, (_, i) => marketOf(i, random));
  const intervalMs = INTERVAL_SECONDS * 1000;
  const newestMs = Math.floor(nowMs / intervalMs) * intervalMs;
  const metrics = await syncMetrics(pool, METRICS);
  const ids = await ensureDimensions(pool, markets, newestMs - SLOTS * intervalMs);
  const rows = markets
    .map((market) => ({ market, id: ids.get(market.name) ?? 0 }))
    .sort((a, b) => a.id - b.id);
  const dimensionIds = Int32Array.from(rows, ({ id }) => id);
  const prices = rows.map(({ market }) => market.price);
  const marks = {
    dimensionIds,
    quality: new Uint8Array(count),
    venuesAgreeing: new Uint16Array(count).fill(3),
    venuesListing: new Uint16Array(count).fill(3),
  };
  await withTransaction(pool, async (client) => {
    let stats: StatsTable = await readStats(client, metrics.length);
    for (let left = SLOTS - 1; left >= 0; left--) {
      const values = new Float64Array(count * metrics.length);
      rows.forEach(({ market }, i) => {
        const price = (prices[i] ?? market.price) * Math.exp(market.step * normal(random));
        prices[i] = price;
        values.set(metricValues(tickerOf(market, price), { medianPrice: price }), i * metrics.length);
      });
      const batch = { atMs: newestMs - left * intervalMs, metricCount: metrics.length, dimensionIds, values };
      const slot = { batch, rejections: [], marks, metrics, intervalMs };
      stats = await recordSlot(client, stats, slot, async () => {
        await client.query('DROP TABLE IF EXISTS stats_staging');
      });
    }
    const { rows: closed } = await client.query<{ id: number }>(
      `INSERT INTO collection (slot, interval_seconds, started_at, closed_at, observations)
       VALUES ($1, $2, $1, $3, $4) RETURNING id`,
      [new Date(newestMs), INTERVAL_SECONDS, new Date(nowMs - 1000), count],
    );
    for (const exchange of EXCHANGES) {
      await client.query(
        `INSERT INTO source_run (collection_id, exchange, state, reason, elapsed_ms, attempts, listed, priced, stored, refused)
         VALUES ($1, $2, 'accepted', NULL, 800, 1, 1000, 1000, 1000, 0)`,
        [closed[0]?.id, exchange],
      );
    }
  });
  await pool.query('ANALYZE');
}

function marketOf(i: number, random: () => number): Market {
  const exchange = EXCHANGES[i % EXCHANGES.length] ?? 'kraken';
  const quote = QUOTES[Math.floor(i / EXCHANGES.length) % QUOTES.length] ?? 'USD';
  const number = Math.floor(i / EXCHANGES.length / QUOTES.length);
  const base = `${letters(number)}${number % 7 === 0 ? '' : number}`;
  return {
    name: `${exchange}:${base}-${quote}`,
    exchange,
    base,
    quote,
    price: 10 ** (9 * random() - 5),
    step: 0.002 + 0.03 * random() ** 4,
  };
}

function letters(number: number): string {
  return [number, number / 26, number / 676]
    .map((n) => String.fromCharCode(65 + (Math.floor(n) % 26)))
    .join('');
}

function tickerOf(market: Market, price: number) {
  return {
    market: { ...market, symbol: `${market.base}/${market.quote}` },
    last: price,
    bid: price * 0.999,
    ask: price * 1.001,
    bidSize: 10,
    askSize: 12,
    baseVolume: 1_000_000 / market.price,
    quoteVolume: (1_000_000 / market.price) * price,
    high: Math.max(price, market.price) * 1.01,
    low: Math.min(price, market.price) * 0.99,
    open: market.price,
    changePercent: (price / market.price - 1) * 100,
    vwap: (price + market.price) / 2,
    stampedAtMs: Number.NaN,
  };
}
