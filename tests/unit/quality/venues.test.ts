import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dollarRates, hearPeers, peerLevels, type VenueMarket } from '@/lib/quality';
import { venueMarket } from './build';

const none = Number.NaN;
const hear = (markets: VenueMarket[]) => hearPeers(markets, dollarRates(markets));
const counts = (markets: VenueMarket[]) => {
  return hear(markets).map(({ agreeing, listing }) => `${agreeing} of ${listing}`);
};

describe('hearPeers', () => {
  it('counts other venues with the same base and quote class', () => {
    const markets = [
      venueMarket('a'),
      venueMarket('b'),
      venueMarket('c', { quoteClass: 'EUR' }),
      venueMarket('d', { base: 'ETH' }),
    ];
    expect(counts(markets)).toEqual(['1 of 1', '1 of 1', '0 of 0', '0 of 0']);
  });

  it('hears one market a venue, the most liquid one', () => {
    const markets = [
      venueMarket('a'),
      venueMarket('b', { quoteVolume: 5, ratio: 9 }),
      venueMarket('b', { quoteVolume: 6 }),
      venueMarket('b', { quoteVolume: none, ratio: 9 }),
    ];
    expect(counts(markets)).toEqual(['1 of 1', '0 of 1', '1 of 1', '0 of 1']);
    expect(counts([...markets].reverse())).toEqual(['0 of 1', '1 of 1', '0 of 1', '1 of 1']);
  });

  it('hears the first market where no volume is known', () => {
    const quoteVolume = none;
    const markets = [
      venueMarket('a'),
      venueMarket('b', { quoteVolume }),
      venueMarket('b', { quoteVolume, ratio: 9 }),
    ];
    expect(counts(markets)[0]).toBe('1 of 1');
  });

  it('hears the first of equally liquid markets', () => {
    const markets = [venueMarket('a'), venueMarket('b'), venueMarket('b', { ratio: 9 })];
    expect(counts(markets)[0]).toBe('1 of 1');
  });

  it('never hears a venue about itself', () => {
    expect(counts([venueMarket('a'), venueMarket('a', { quoteVolume: 9 })])).toEqual(['0 of 0', '0 of 0']);
  });

  it.each([
    ['ratios just inside 1.5x', { ratio: 1.499 }, 1],
    ['ratios just outside', { ratio: 1.501 }, 0],
    ['ratios just inside, downwards', { ratio: 1 / 1.499 }, 1],
    ['ratios just outside, downwards', { ratio: 1 / 1.501 }, 0],
    ['ratios, whatever the steps', { ratio: 1, step: 9 }, 1],
    ['steps where it has no baseline', { ratio: none, step: 1.499 }, 1],
    ['steps that differ', { ratio: none, step: 1.501 }, 0],
    ['nothing where it has no step either', { ratio: none, step: none }, 0],
  ])('compares %s', (_, change, expected) => {
    const heard = hear([venueMarket('a'), venueMarket('b', change)]);
    expect(heard.map(({ agreeing }) => agreeing)).toEqual([expected, expected]);
    expect(heard.map(({ listing }) => listing)).toEqual([1, 1]);
  });

  it('lets two without a past agree on nothing', () => {
    const fresh = { ratio: none, step: none };
    expect(counts([venueMarket('a', fresh), venueMarket('b', fresh)])).toEqual(['0 of 1', '0 of 1']);
  });

  it('is symmetric where each venue has one market, and never counts more than list', () => {
    const value = fc.oneof(fc.constant(none), fc.double({ min: 0.1, max: 10, noNaN: true }));
    const market = fc.record({ ratio: value, step: value });
    fc.assert(
      fc.property(fc.array(market, { maxLength: 12 }), (given) => {
        const markets = given.map((change, i) => venueMarket(`venue${i}`, change));
        const heard = hear(markets);
        expect(heard.reduce((sum, { agreeing }) => sum + agreeing, 0) % 2).toBe(0);
        for (const { agreeing, voting, listing } of heard) {
          expect(agreeing).toBeLessThanOrEqual(voting);
          expect(voting).toBeLessThanOrEqual(listing);
        }
        expect(heard.map(({ listing }) => listing)).toEqual(given.map(() => given.length - 1));
      }),
    );
  });
});

describe('peerLevels', () => {
  const levels = (...prices: number[]) =>
    Array.from(
      peerLevels(prices.map((price, i) => ({ ...venueMarket(`venue${i}`), price }))),
      (level) => Math.round(level * 1000) / 1000,
    );

  it.each([
    ['all agree', [100, 101, 99], [1, 1.015, 0.985]],
    ['one of three lies: the honest ones have no majority, the liar has', [1000, 100, 100], [10, none, none]],
    ['one of four lies', [1000, 100, 100, 100], [10, 1, 1, 1]],
    ['a pair: one witness is none', [1000, 100], [none, none]],
    ['peers just within 1.15x', [200, 100, 114.9], [1.861, none, none]],
    ['peers just outside', [200, 100, 115.1], [none, none, none]],
    ['half is no majority', [100, 100, 100, 1000, 1000], [none, none, none, 10, 10]],
  ])('%s', (_, prices, expected) => {
    expect(levels(...prices)).toEqual(expected);
  });

  it('keeps quote classes apart', () => {
    const markets = ['a', 'b', 'c'].map((exchange) => ({ ...venueMarket(exchange), price: 100 }));
    const euro = { ...venueMarket('d', { quoteClass: 'EUR' }), price: 90 };
    expect([...peerLevels([...markets, euro])]).toEqual([1, 1, 1, none]);
  });
});
