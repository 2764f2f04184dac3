import { describe, expect, test } from 'vitest';
import { entryMaker, mailOf } from '@/lib/alerts/content';
import type { Alert } from '@/lib/alerts/judge-alerts';
import { marketsOf } from '@/lib/alerts/markets';

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
const entryOf = entryMaker(markets, metrics);

function alert(id: string, dimensionId: number, metric: string, peakRatio: number): Alert {
  return {
    id,
    dimensionId,
    metric,
    direction: 'above',
    threshold: 3,
    openedMs: AT_MS,
    opening: { value: peakRatio, mean: 1, ratio: peakRatio },
    peakRatio,
    peakAtMs: AT_MS,
    closing: null,
    resolvedMs: null,
    staleMs: null,
    missingSinceMs: null,
    calmSinceMs: null,
    quality: 0,
    venuesAgreeing: 1,
    venuesListing: 1,
  };
}

const begins = (base: string, ...alerts: Alert[]) =>
  entryOf({ subscriberId: 1, base, event: 'begin', alerts });

describe('what a mail names first', () => {
  test('is the furthest from its mean, in whichever direction', () => {
    const { series } = begins('AAA', alert('1', 1, 'price', 4), alert('2', 2, 'volume', 0.1));
    expect(series.map(({ metric }) => metric)).toEqual(['volume', 'price']);
  });

  test('is the price, where its bid or ask is as far but for the rounding of means', () => {
    const { series } = begins('AAA', alert('3', 1, 'ask', 4 + 1e-14), alert('4', 1, 'price', 4));
    expect(series.map(({ metric }) => metric)).toEqual(['price', 'ask']);
  });

  test('does not depend on the order in which alerts were found', () => {
    const both = [alert('5', 1, 'price', 4), alert('6', 2, 'price', 4 - 1e-14)];
    const orders = [both, both.toReversed()].map((alerts) => begins('AAA', ...alerts).series);
    expect(orders.map((series) => series.map(({ dimension }) => dimension))).toEqual([
      ['binance:AAA-USDT', 'kraken:AAA-USD'],
      ['binance:AAA-USDT', 'kraken:AAA-USD'],
    ]);
    const coins = [
      begins('BBB', alert('7', 3, 'price', 4 + 1e-14)),
      begins('AAA', alert('8', 1, 'price', 4)),
    ];
    const mails = [coins, coins.toReversed()].map((entries) => mailOf('alert', AT_MS, entries, null));
    expect(mails.map(({ entries }) => entries.map(({ base }) => base))).toEqual([
      ['AAA', 'BBB'],
      ['AAA', 'BBB'],
    ]);
  });
});
