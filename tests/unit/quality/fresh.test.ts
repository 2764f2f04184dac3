import { describe, expect, it } from 'vitest';
import { MINUTE_MS } from '@/lib/model/time';
import { freshness, isStale, mayRest } from '@/lib/quality';

const slot = { atMs: 1_700_000_100_000, intervalMs: 300_000 };
const agoMs = (minutes: number) => slot.atMs - minutes * MINUTE_MS;
const market = {
  exchange: 'binance',
  stampedAtMs: slot.atMs,
  turnover: 50_000,
  unchangedSinceMs: Number.NaN,
};

describe('freshness', () => {
  it.each([
    ['stamped now', {}, 'fresh'],
    ['stamped 15 minutes ago', { stampedAtMs: agoMs(15) }, 'fresh'],
    ['stamped earlier', { stampedAtMs: agoMs(15) - 1 }, 'stale'],
    ['stamped never', { stampedAtMs: Number.NaN }, 'fresh'],
    ['stamped in the future', { stampedAtMs: agoMs(-60) }, 'fresh'],
    [
      'stamped long ago by an exchange that stamps its answer',
      { exchange: 'okx', stampedAtMs: agoMs(900) },
      'fresh',
    ],
    ['hardly traded', { stampedAtMs: agoMs(900), turnover: 49_999 }, 'fresh'],
    ['of unknown turnover, by its stamp', { stampedAtMs: agoMs(900), turnover: Number.NaN }, 'stale'],
    ['of unknown turnover, unchanged', { unchangedSinceMs: agoMs(900), turnover: Number.NaN }, 'quiet'],
    ['an hourly candle that is over', { exchange: 'coinbaseexchange', stampedAtMs: agoMs(16) }, 'stale'],
    ['an hourly candle of this hour', { exchange: 'coinbaseexchange', stampedAtMs: agoMs(-40) }, 'fresh'],
    ['unchanged for 35 slots', { unchangedSinceMs: agoMs(35 * 5) }, 'fresh'],
    ['unchanged for 36 slots', { unchangedSinceMs: agoMs(36 * 5) }, 'quiet'],
    ['unchanged, and hardly traded', { unchangedSinceMs: agoMs(900), turnover: 49_999 }, 'fresh'],
    ['both: stale says more', { stampedAtMs: agoMs(900), unchangedSinceMs: agoMs(900) }, 'stale'],
  ])('%s', (_, change, expected) => {
    expect(freshness({ ...market, ...change }, slot)).toBe(expected);
  });
});

it('a source is as old as its newest stamp', () => {
  expect(isStale(agoMs(15), slot.atMs)).toBe(false);
  expect(isStale(agoMs(15) - 1, slot.atMs)).toBe(true);
  expect(isStale(Number.NaN, slot.atMs)).toBe(false);
});

it('a market may rest below 50,000 US dollars a day, and not where its turnover is unknown', () => {
  expect([50_000, 49_999, Number.NaN].map((turnover) => mayRest(turnover))).toEqual([false, true, false]);
});
