import type { SourceSlot, Ticker, VenueMarket } from '@/lib/quality';

/** A ticker that no rule has anything against. */
export function ticker(change: Partial<Ticker> = {}): Ticker {
  return {
    market: { name: 'kraken:BTC-USD', exchange: 'kraken', base: 'BTC', quote: 'USD', symbol: 'BTC/USD' },
    last: 100,
    bid: 99,
    ask: 101,
    bidSize: 2,
    askSize: 3,
    baseVolume: 1000,
    quoteVolume: 100_000,
    high: 120,
    low: 80,
    open: 95,
    changePercent: 5.2,
    vwap: 100,
    stampedAtMs: 1_700_000_000_000,
    ...change,
  };
}

/** An established source in its usual state, whose markets all moved by `step`. */
export function source(exchange: string, step: number, change: Partial<SourceSlot> = {}): SourceSlot {
  return {
    exchange,
    slotsAccepted: 64,
    slotsSinceAccepted: 1,
    rejectedInARow: 0,
    wellInARow: 0,
    steps: Float64Array.of(step * 0.99, step, step * 1.01, Number.NaN),
    ratios: Float64Array.of(step),
    levels: Float64Array.of(1),
    pricedNow: 100,
    pricedUsually: 100,
    ...change,
  };
}

/** Established sources named a, b, c, ... by their steps. */
export function sources(...steps: number[]): SourceSlot[] {
  return steps.map((step, i) => source(String.fromCharCode(97 + i), step));
}

export function venueMarket(exchange: string, change: Partial<VenueMarket> = {}): VenueMarket {
  return { exchange, base: 'BTC', quoteClass: 'USD', quoteVolume: 1, ratio: 1, step: 1, ...change };
}
