import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { METRICS, metricValues } from '@/lib/model/metrics';
import { TICKER_FIELDS, type Ticker } from '@/lib/model/ticker';
import { tickerOf } from '@/tests/support/ticker';

const BTC = { exchange: 'kraken', base: 'BTC', quote: 'USD' };

const FULL: Partial<Ticker> = {
  last: 102,
  bid: 99,
  ask: 101,
  bidSize: 3,
  askSize: 1,
  baseVolume: 10,
  quoteVolume: 1000,
  high: 110,
  low: 90,
  open: 80,
  changePercent: -1.5,
  vwap: 100,
};

function valuesOf(said: Partial<Ticker>, medianPrice = Number.NaN): Record<string, number> {
  const values = metricValues(tickerOf(BTC, said), { medianPrice });
  return Object.fromEntries(METRICS.map(({ name }, i) => [name, values[i] ?? Number.NaN]));
}

describe('metrics', () => {
  it('each have a name of their own, a label, a unit and a description', () => {
    expect(new Set(METRICS.map(({ name }) => name)).size).toBe(METRICS.length);
    for (const { name, label, unit, description } of METRICS) {
      expect(name).toMatch(/^[a-z][a-z_]*$/);
      expect([label, unit, description].every((text) => text.trim() !== '')).toBe(true);
    }
  });

  it('say whether they need other exchanges', () => {
    const [alone, among] = [valuesOf(FULL), valuesOf(FULL, 100)];
    for (const { name, needsPeers = false } of METRICS) {
      expect([name, Object.is(alone[name], among[name])]).toEqual([name, !needsPeers]);
    }
  });

  it('say why they have no ratio', () => {
    const without = METRICS.filter(({ hasRatio }) => !hasRatio);
    expect(without.map(({ name }) => name)).toEqual(['change', 'imbalance', 'premium']);
    for (const { description } of without) expect(description).toContain('has no ratio, since');
  });

  it('are computed from a whole ticker', () => {
    expect(valuesOf(FULL, 100)).toEqual({
      price: 102,
      bid: 99,
      ask: 101,
      spread: 0.02,
      volume: 10,
      quote_volume: 1000,
      high: 110,
      low: 90,
      range: 0.25,
      change: -1.5,
      vwap: 100,
      imbalance: 0.5,
      premium: 102 / 100 - 1,
    });
  });

  it('are unknown where the ticker says nothing', () => {
    expect(new Set(Object.values(valuesOf({})))).toEqual(new Set([Number.NaN]));
  });

  it('have no spread for a locked or crossed book', () => {
    expect(valuesOf({ bid: 100, ask: 100 }).spread).toBeNaN();
    expect(valuesOf({ bid: 101, ask: 100 }).spread).toBeNaN();
    expect(valuesOf({ bid: 0, ask: 100 }).spread).toBeNaN();
  });

  it('have no range for a day without a movement or a beginning', () => {
    expect(valuesOf({ high: 5, low: 5, open: 5 }).range).toBeNaN();
    expect(valuesOf({ high: 6, low: 5 }).range).toBeNaN();
  });

  it('keep a change of zero, and a premium of zero', () => {
    expect(valuesOf({ changePercent: 0 }).change).toBe(0);
    expect(valuesOf({ last: 7 }, 7).premium).toBe(0);
  });

  it('have no premium without peers', () => {
    expect(valuesOf({ last: 7 }).premium).toBeNaN();
    expect(valuesOf({ last: 7 }, 0).premium).toBeNaN();
  });

  it('are finite or unknown, and above zero wherever they have a ratio, whatever the ticker says', () => {
    const said = fc.record(Object.fromEntries(TICKER_FIELDS.map((field) => [field, fc.double()])));
    fc.assert(
      fc.property(said, fc.double(), (ticker, medianPrice) => {
        const values = metricValues(tickerOf(BTC, ticker), { medianPrice });
        for (const [i, { hasRatio }] of METRICS.entries()) {
          const value = values[i] ?? Number.NaN;
          expect(Number.isNaN(value) || (Number.isFinite(value) && (!hasRatio || value > 0))).toBe(true);
        }
      }),
    );
  });
});
