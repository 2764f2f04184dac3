import { describe, expect, it } from 'vitest';
import { largestAgreement } from '@/lib/quality/agreement';
import { distance } from '@/lib/quality/distance';
import { medianOf } from '@/lib/quality/median';
import { quoteClass } from '@/lib/quality/quote-class';

describe('medianOf', () => {
  it.each([
    [[3, 1, 2], 2],
    [[4, 1, 3, 2], 2.5],
    [[Number.NaN, 7, Number.POSITIVE_INFINITY], 7],
    [[], Number.NaN],
    [[Number.NaN], Number.NaN],
  ])('of %j is %d', (values, expected) => {
    expect(medianOf(Float64Array.from(values))).toBe(expected);
  });
});

describe('distance', () => {
  it.each([
    [10, 1, 10],
    [0.1, 1, 10],
    [1, 1, 1],
    [2, 4, 2],
    [Number.NaN, 1, Number.NaN],
  ])('of %d and %d is %d', (a, b, expected) => {
    expect(distance(a, b)).toBe(expected);
  });
});

describe('largestAgreement', () => {
  it.each([
    [[], []],
    [[5], [5]],
    [
      [10, 1, 1.1],
      [1, 1.1],
    ],
    [
      [1, 1.14, 1.3, 1.31, 1.32],
      [1.14, 1.3, 1.31],
    ],
    [
      [Number.NaN, 2, 2],
      [2, 2],
    ],
  ])('of %j within 1.15x is %j', (values, expected) => {
    expect(largestAgreement(values, 1.15)).toEqual(expected);
  });
});

describe('quoteClass', () => {
  it.each([
    ['USD', 'USD'],
    ['USDT', 'USD'],
    ['DAI', 'USD'],
    ['EUR', 'EUR'],
    ['BTC', 'BTC'],
  ])('of %s is %s', (quote, expected) => {
    expect(quoteClass(quote)).toBe(expected);
  });
});
