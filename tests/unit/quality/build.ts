import type { Ticker } from '@/lib/model/ticker';
import type { MarketCase, SourceSlot, Testimony, VenueMarket } from '@/lib/quality';

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
    venue: exchange,
    slotsAccepted: 64,
    slotsSinceAccepted: 1,
    rejectedInARow: 0,
    wellInARow: 0,
    stale: false,
    steps: Float64Array.of(step * 0.99, step, step * 1.01, Number.NaN),
    ratios: Float64Array.of(step),
    levels: new Float64Array(0),
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
  return {
    exchange,
    base: 'BTC',
    quoteClass: 'USD',
    quoteVolume: 1,
    price: 100,
    ratio: 1,
    step: 1,
    slotStep: 1,
    ...change,
  };
}

/** What four peers say that saw nothing, unless told otherwise. */
export function testimony(change: Partial<Testimony> = {}): Testimony {
  return { listing: 4, voting: 4, agreeing: 0, contradicting: 4, on: 1, slotStep: 1, level: 1, ...change };
}

/** A liquid market that did not move. */
export function marketCase(change: Partial<MarketCase> = {}): MarketCase {
  return {
    price: 100,
    step: 1,
    ratio: 1,
    slotStep: 1,
    level: 1,
    turnover: 1e6,
    peers: testimony({ agreeing: 4, contradicting: 0 }),
    ...change,
  };
}
