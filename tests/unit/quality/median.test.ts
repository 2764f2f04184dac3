import { describe, expect, it } from 'vitest';
import { quoteClass } from '@/lib/model/quote-class';
import { dollarRates, venueOf } from '@/lib/quality';
import { largestAgreement } from '@/lib/quality/agreement';
import { distance } from '@/lib/quality/distance';
import { medianOf } from '@/lib/quality/median';
import { venueMarket } from './build';

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

describe('venueOf', () => {
  it.each([
    ['kraken', 'kraken'],
    ['coinbase', 'coinbaseexchange'],
    ['coinbaseexchange', 'coinbaseexchange'],
    ['myokx', 'okx'],
    ['gateeu', 'gate'],
    ['huobi', 'htx'],
    ['bybiteu', 'bybit'],
    ['bequant', 'hitbtc'],
  ])('%s shows the book of %s', (exchange, venue) => {
    expect(venueOf(exchange)).toBe(venue);
  });
});

describe('dollarRates', () => {
  it('are the medians over the venues, each by its most liquid market, of quotes that are used', () => {
    const market = (exchange: string, base: string, quote: string, price: number, volume = 1) =>
      venueMarket(exchange, {
        base,
        quoteClass: quote,
        price,
        ratio: price / 10,
        step: price / 5,
        quoteVolume: volume,
      });
    const rates = dollarRates([
      market('a', 'BTC', 'USD', 10),
      market('a', 'BTC', 'USD', 12, 2),
      market('b', 'BTC', 'USD', 14),
      market('c', 'BTC', 'EUR', 99),
      market('a', 'ETH', 'BTC', 1),
      market('a', 'SOL', 'USD', 3),
    ]);
    expect(Object.fromEntries(rates)).toEqual({
      USD: { price: 1, ratio: 1, step: 1 },
      BTC: { price: 13, ratio: expect.closeTo(1.3, 9), step: expect.closeTo(2.6, 9) },
    });
  });
});
