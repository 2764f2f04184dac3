import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coinsOf, type LeveledMarket } from '@/lib/quality';

const market = (exchange: string, price: number, more: Partial<LeveledMarket> = {}): LeveledMarket => ({
  base: 'ACT',
  quoteClass: 'USD',
  exchange,
  quoteVolume: 1e6,
  price,
  baseline: { count: 288, mean: price, stddev: price / 100 },
  ...more,
});

describe('coinsOf', () => {
  it.each<[string, LeveledMarket[], string[]]>([
    ['one level', [market('a', 1), market('b', 1.01), market('c', 0.99)], ['ACT', 'ACT', 'ACT']],
    ['a premium of 60 %', [market('a', 1), market('b', 1.6)], ['ACT', 'ACT']],
    ['two coins', [market('a', 1), market('b', 50), market('c', 51)], ['ACT 2', 'ACT', 'ACT']],
    [
      'three coins',
      [market('a', 1), market('b', 50), market('c', 0.01), market('d', 50)],
      ['ACT 3', 'ACT', 'ACT 2', 'ACT'],
    ],
    [
      'apart for too short a time',
      [market('a', 1), market('b', 50, { baseline: { count: 35, mean: 50, stddev: 0 } })],
      ['ACT', 'ACT'],
    ],
    [
      'apart since 36 slots',
      [market('a', 1), market('b', 50, { baseline: { count: 36, mean: 50, stddev: 0 } })],
      ['ACT', 'ACT 2'],
    ],
    [
      // Quadrupled for six of the last 24 hours, which one exchange has not followed.
      'a move of some hours',
      [market('a', 1), market('b', 4, { baseline: { count: 288, mean: 1.75, stddev: 1.3 } })],
      ['ACT', 'ACT'],
    ],
    [
      'a new market beside two coins',
      [market('a', 1), market('b', 50), market('c', 50), market('d', 0.9, { baseline: null })],
      ['ACT 2', 'ACT', 'ACT', 'ACT 2'],
    ],
    [
      'a new market at no known level',
      [market('a', 1), market('b', 50), market('c', 50), market('d', 9000, { baseline: null })],
      ['ACT 2', 'ACT', 'ACT', 'ACT'],
    ],
    ['one exchange alone', [market('a', 1), market('a', 50, { quoteClass: 'EUR' })], ['ACT', 'ACT']],
    [
      'another currency, by what it is worth',
      [market('a', 1), market('b', 1_400, { quoteClass: 'KRW' }), market('c', 0.0007, { base: 'KRW' })],
      ['ACT', 'ACT', 'KRW'],
    ],
    [
      'a currency of unknown worth',
      [market('a', 1), market('b', 1_400, { quoteClass: 'KRW' })],
      ['ACT', 'ACT'],
    ],
  ])('%s', (_, markets, coins) => {
    expect(coinsOf(markets)).toEqual(coins);
  });

  it('parts levels at least 2x apart, whatever their order and unit', () => {
    const levels = fc.array(
      fc.record({
        exchange: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
        mean: fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
        spread: fc.double({ min: 0, max: 0.3, noNaN: true }),
      }),
      { minLength: 2, maxLength: 8 },
    );
    // Powers of two, so that no rounding differs.
    fc.assert(
      fc.property(levels, fc.constantFrom(0.5, 1, 8, 1024), (drawn, unit) => {
        const at = (scale: number) =>
          drawn.map(({ exchange, mean, spread }) =>
            market(exchange, mean * scale, {
              baseline: { count: 288, mean: mean * scale, stddev: spread * mean * scale },
            }),
          );
        const same = (coins: string[]) => coins.map((coin) => coins.map((other) => coin === other));
        const plain = same(coinsOf(at(1)));
        expect(same(coinsOf(at(unit)))).toEqual(plain);
        expect(same(coinsOf(at(1).toReversed()).toReversed())).toEqual(plain);
        drawn.forEach((one, i) => {
          drawn.forEach((other, j) => {
            const far = Math.max(one.mean / other.mean, other.mean / one.mean);
            if (plain[i]?.[j] === false) expect(far).toBeGreaterThan(2);
          });
        });
      }),
    );
  });
});
