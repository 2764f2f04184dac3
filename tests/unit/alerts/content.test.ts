import { describe, expect, test } from 'vitest';
import { mailOf, seriesContent } from '@/lib/alerts/content';
import { marketsOf } from '@/lib/alerts/markets';
import type { WatchedRange } from '@/lib/alerts/watched-range';

const AT_MS = Date.UTC(2026, 10, 24, 12);
const markets = marketsOf([
  { id: 1, name: 'kraken:AAA-USD', exchange: 'kraken', base: 'AAA', quote: 'USD' },
  { id: 2, name: 'binance:AAA-USDT', exchange: 'binance', base: 'AAA', quote: 'USDT' },
  { id: 3, name: 'kraken:BBB-USD', exchange: 'kraken', base: 'BBB', quote: 'USD' },
]);
const metrics = ['price', 'ask', 'volume'].map((name, i) => ({
  position: i + 1,
  name,
  label: name,
  unit: 'USD',
  description: '',
  hasRatio: true,
}));
/** Subscriber 2 watches 2 and 3, all others 3. */
const { entryOf } = seriesContent(markets, metrics, (range, id) => {
  const own = (id === 2 ? [2, 3] : [3]).filter((level) => level >= range.from && level < range.to);
  return own.at(-1) ?? null;
});

function range(dimensionId: number, metric: string, peakRatio: number, change: Partial<WatchedRange> = {}) {
  return {
    dimensionId,
    metric,
    direction: 'above' as const,
    from: 0,
    to: 4,
    openedMs: AT_MS,
    opening: { value: peakRatio, mean: 1 },
    evidence: { quality: 0, venuesAgreeing: 1, venuesListing: 1 },
    peakRatio,
    peakAtMs: AT_MS,
    closedMs: null,
    closing: null,
    isHeld: false,
    staleMs: null,
    ...change,
  };
}

const begins = (base: string, ...ranges: WatchedRange[]) =>
  entryOf({ subscriberId: 1, base, event: 'begin', ranges });

describe('what a mail names first', () => {
  test('is the furthest from its mean, in whichever direction', () => {
    const { series } = begins('AAA', range(1, 'price', 4), range(2, 'volume', 0.1));
    expect(series.map(({ metric }) => metric)).toEqual(['volume', 'price']);
  });

  test('is the price, where its bid or ask is as far but for the rounding of means', () => {
    const { series } = begins('AAA', range(1, 'ask', 4 + 1e-14), range(1, 'price', 4));
    expect(series.map(({ metric }) => metric)).toEqual(['price', 'ask']);
  });

  test('does not depend on the order in which alerts were found', () => {
    const both = [range(1, 'price', 4), range(2, 'price', 4 - 1e-14)];
    const orders = [both, both.toReversed()].map((alerts) => begins('AAA', ...alerts).series);
    expect(orders.map((series) => series.map(({ dimension }) => dimension))).toEqual([
      ['binance:AAA-USDT', 'kraken:AAA-USD'],
      ['binance:AAA-USDT', 'kraken:AAA-USD'],
    ]);
    const coins = [begins('BBB', range(3, 'price', 4 + 1e-14)), begins('AAA', range(1, 'price', 4))];
    const mails = [coins, coins.toReversed()].map((entries) => mailOf('alert', AT_MS, entries, null));
    expect(mails.map(({ entries }) => entries.map(({ base }) => base))).toEqual([
      ['AAA', 'BBB'],
      ['AAA', 'BBB'],
    ]);
  });
});

describe('what a subscriber is told of a series', () => {
  const told = (subscriberId: number, event: 'begin' | 'over', ...ranges: WatchedRange[]) =>
    entryOf({ subscriberId, base: 'AAA', event, ranges }).series;

  test('is the highest of his levels that it crossed', () => {
    const crossed = range(1, 'price', 4);
    expect(told(1, 'begin', crossed)).toEqual([expect.objectContaining({ threshold: 3 })]);
    expect(told(2, 'begin', { ...crossed, to: 2.5 })).toEqual([expect.objectContaining({ threshold: 2 })]);
  });

  test('is one and the same object for all who are told the same', () => {
    const crossed = range(1, 'price', 4);
    expect(told(1, 'begin', crossed)).toBe(told(3, 'begin', crossed));
    expect(told(2, 'begin', { ...crossed, to: 2.5 })).not.toBe(told(1, 'begin', crossed));
  });

  test('of one that is over is the time of all his levels, its furthest, and its last value', () => {
    const end = { closedMs: AT_MS, closing: { value: 1.2, mean: 1 } };
    const [low, high] = [
      range(1, 'price', 5, { openedMs: AT_MS - 60_000, to: 2.5, ...end }),
      range(1, 'price', 6, { from: 2.5, openedMs: AT_MS - 30_000, closedMs: AT_MS - 10_000 }),
    ];
    expect(told(2, 'over', low, high)).toEqual([
      expect.objectContaining({
        sinceMs: AT_MS - 60_000,
        untilMs: AT_MS,
        peakRatio: 6,
        value: 1.2,
        ratio: 1.2,
      }),
    ]);
  });
});
