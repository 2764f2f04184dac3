import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { slotValues } from '@/lib/collect/slot-values';
import type { MarketState } from '@/lib/quality';
import { type JudgedMarket, judge } from '@/lib/quality/judge';
import type { Past } from '@/lib/quality/past';
import type { SourceRead } from '@/lib/quality/reading';
import type { Metric } from '@/lib/series';
import { advance } from '@/lib/series/advance';
import { emptyStats } from '@/lib/series/stats-table';
import { tickerOf } from '@/tests/support/ticker';

const INTERVAL_MS = 300_000;
const VENUES = ['binance', 'gate', 'kraken', 'okx'];
const METRICS = ['price', 'volume', 'premium'].map(
  (name, i): Metric => ({ position: i + 1, name, label: name, unit: '1', description: '', hasRatio: true }),
);

/** Slots in memory: judged, and taken into the baselines, as a collection does. */
class World {
  private readonly idOf = new Map<string, number>();
  private readonly states = new Map<number, MarketState>();
  private stats = emptyStats(new Int32Array(0), METRICS.length);
  private slot = 0;

  constructor(private readonly venues: readonly string[] = VENUES) {}

  /** `price` of a market of a venue; all markets turn over a million a day. */
  collect(bases: readonly string[], price: (venue: string, base: string) => number): JudgedMarket[] {
    const slotMs = this.slot++ * INTERVAL_MS + 1_700_000_000_000;
    const readings = this.venues.map((exchange): SourceRead => {
      const tickers = bases.map((base) => {
        const last = price(exchange, base);
        const baseVolume = 1e6 / last + this.slot;
        return tickerOf(
          { exchange, base, quote: 'USD' },
          { last, baseVolume, quoteVolume: baseVolume * last },
        );
      });
      for (const { market } of tickers)
        if (!this.idOf.has(market.name)) this.idOf.set(market.name, this.idOf.size + 1);
      return {
        ok: true,
        exchange,
        tickers,
        elapsedMs: 1,
        attempts: 1,
        listed: 1,
        unlisted: 0,
        listedAtMs: 0,
        note: null,
        faults: [],
      };
    });
    const past: Past = {
      slotMs,
      intervalMs: INTERVAL_MS,
      stats: this.stats,
      priceColumn: 0,
      volumeColumn: 1,
      premiumColumn: 2,
      idOf: this.idOf,
      histories: new Map(),
      states: this.states,
    };
    const { markets, states, revisions } = judge(readings, past);
    for (const id of states.forgotten) this.states.delete(id);
    for (const [id, state] of states.changed) this.states.set(id, state);
    const { batch } = slotValues(markets, this.idOf, METRICS, slotMs);
    const restarted = revisions.restarted.map(({ dimensionId }) => dimensionId);
    this.stats = advance(this.stats, batch, [], INTERVAL_MS, restarted).stats;
    return markets;
  }
}

const BASES = Array.from({ length: 9 }, (_, i) => `C${i}`);
const believed = ({ quality }: JudgedMarket) => quality === 'good' || quality === 'single-venue';

describe('judge', () => {
  it('never lets a lie of one venue into a baseline, and refuses nobody else for it', () => {
    const factor = fc.oneof(
      fc.double({ min: 2.5, max: 1000, noNaN: true }),
      fc.double({ min: 0.001, max: 0.4, noNaN: true }),
    );
    const told = fc.array(fc.option(factor, { nil: 1 }), { minLength: 1, maxLength: 10 });
    // Less than 1.5x in ten slots, so that the truth never needs an explanation, and a lie always does.
    const crash = fc.double({ min: 0.97, max: 1.03, noNaN: true });
    fc.assert(
      fc.property(
        told,
        fc.array(crash, { minLength: 10, maxLength: 10 }),
        fc.constantFrom(...VENUES),
        (lies, steps, liar) => {
          const world = new World();
          let truth = 100;
          for (let slot = 0; slot < 13; slot++) world.collect(BASES, () => truth);
          for (const [i, lie] of lies.entries()) {
            truth *= steps[i] ?? 1;
            const markets = world.collect(BASES, (venue, base) =>
              venue === liar && base === 'C3' ? truth * lie : truth,
            );
            for (const market of markets) {
              const { exchange, base } = market.ticker.market;
              const isLie = exchange === liar && base === 'C3' && lie !== 1;
              if (isLie) expect(believed(market)).toBe(false);
              else if (exchange !== liar || base !== 'C3') expect(market.quality).toBe('good');
            }
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it('believes all of them in the same slot when all move together', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(0.1, 0.5, 1, 2, 10), { minLength: 1, maxLength: 6 }), (moves) => {
        const world = new World();
        let truth = 100;
        for (let slot = 0; slot < 13; slot++) world.collect(BASES, () => truth);
        for (const move of moves) {
          truth *= move;
          for (const { quality } of world.collect(BASES, () => truth)) expect(quality).toBe('good');
        }
      }),
      { numRuns: 25 },
    );
  });

  it('counts two doors to one order book once', () => {
    const world = new World(['coinbase', 'coinbaseexchange', 'kraken']);
    world.collect(BASES, () => 100);
    const markets = world.collect(BASES, () => 100);
    expect(markets.map(({ venuesListing }) => venuesListing)).toEqual(markets.map(() => 1));
    expect(markets.map(({ venuesAgreeing }) => venuesAgreeing)).toEqual(markets.map(() => 1));
  });
});
