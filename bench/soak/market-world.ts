import { dimensionName } from '@/lib/model/market-name';
import type { Market, Ticker } from '@/lib/model/ticker';
import { HOUR_MS } from '@/lib/model/time';
import type { SourceReading } from '@/lib/quality/reading';

const EXCHANGES = ['binance', 'gate', 'htx', 'kraken', 'okx'];

export interface MarketWorld {
  exchanges: readonly string[];
  /** What the sources answer at this time, ms UTC: a pure function. */
  read(atMs: number, intervalMs: number): SourceReading[];
}

/**
 * Markets of bases that five exchanges list alike, without a network: they wander by the hour; now and then a base
 * trades at 4x everywhere, a market lies, a source fails, and a market is away for a day.
 */
export function marketWorld(markets: number): MarketWorld {
  const bases = Array.from({ length: Math.ceil(markets / EXCHANGES.length) }, (_, i) => `C${i}`);
  const listed = EXCHANGES.map((exchange) => ({
    exchange,
    markets: bases.map((base): Market => {
      const name = dimensionName(exchange, base, 'USDT');
      return { name, exchange, base, quote: 'USDT', symbol: `${base}/USDT` };
    }),
  }));
  return {
    exchanges: EXCHANGES,
    read(atMs, intervalMs) {
      const slot = Math.floor(atMs / intervalMs);
      return listed.map(({ exchange, markets: of }, n): SourceReading => {
        if (slot % 700 < 6 && Math.floor(slot / 700) % EXCHANGES.length === n) {
          return { exchange, ok: false, elapsedMs: 1, attempts: 3, reason: 'HTTP 503', unreachable: false };
        }
        const tickers = of
          .filter((_, i) => (slot + i * 37) % 4_000 >= 288)
          .map((market, i) => tickerOf(market, i, n, atMs, slot));
        const listing = { listed: of.length, unlisted: 0, listedAtMs: atMs, note: null, faults: [] };
        return { exchange, ok: true, elapsedMs: 1, attempts: 1, tickers, ...listing };
      });
    },
  };
}

function tickerOf(market: Market, i: number, n: number, atMs: number, slot: number): Ticker {
  const wave = Math.sin(atMs / (HOUR_MS * (1.3 + (i % 17) / 5)) + i) + Math.sin(atMs / (HOUR_MS * 9) + i * 2);
  const moves = slot % 500 < 12 && i === Math.floor(slot / 500) % 200 ? 4 : 1;
  const lies = slot % 300 < 3 && n === 0 && i === Math.floor(slot / 300) % 200 ? 10 : 1;
  const last = (1 + i) * (1 + 0.02 * wave + 0.0002 * n) * moves * lies;
  const volume = 1e6 * (1.5 + 0.3 * wave);
  return {
    market,
    last,
    bid: last * 0.9995,
    ask: last * 1.0005,
    bidSize: 10,
    askSize: 11,
    baseVolume: volume,
    quoteVolume: volume * (1 + i),
    high: last * 1.05,
    low: last * 0.95,
    open: last * 0.99,
    changePercent: wave,
    vwap: last,
    stampedAtMs: Number.NaN,
  };
}
