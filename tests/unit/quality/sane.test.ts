import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TICKER_FIELDS, type Ticker } from '@/lib/model/ticker';
import { DEFAULT_LIMITS, hasPrice, sane } from '@/lib/quality';
import { ticker } from './build';

const QUANTITIES = TICKER_FIELDS.filter((field) => field !== 'changePercent' && field !== 'stampedAtMs');

describe('sane', () => {
  it('leaves an honest ticker as it is, and the given one untouched', () => {
    const given = ticker();
    const { ticker: clean, refused } = sane(given);
    expect(clean).toEqual(given);
    expect(clean).not.toBe(given);
    expect(refused).toEqual([]);
  });

  it.each(QUANTITIES)(
    'reads a %s that is zero, negative or not finite as no value, not as a lie',
    (field) => {
      for (const none of [0, -0, -1, Number.NaN, Number.POSITIVE_INFINITY, 1e101]) {
        const given = ticker({ [field]: none });
        const { ticker: clean, refused } = sane(given);
        expect(clean[field]).toBeNaN();
        expect(refused).toEqual([]);
        expect(given[field]).toBe(none);
      }
    },
  );

  it.each([
    [0, 0],
    [-99.5, -99.5],
    [1e5, 1e5],
    [Number.NEGATIVE_INFINITY, Number.NaN],
  ])('takes a change of %d per cent as %d', (given, expected) => {
    expect(sane(ticker({ changePercent: given })).ticker.changePercent).toBe(expected);
  });

  it.each([Number.NaN, 0, 1_700_000_000_000])('leaves the time stamp %d to others', (stampedAtMs) => {
    expect(sane(ticker({ stampedAtMs })).ticker.stampedAtMs).toBe(stampedAtMs);
  });

  it('refuses a bid above the ask with both sizes; the price stays', () => {
    const { ticker: clean, refused } = sane(ticker({ bid: 100.01, ask: 100 }));
    expect(refused).toEqual([{ reason: 'crossed-book', fields: ['bid', 'ask', 'bidSize', 'askSize'] }]);
    expect(clean).toMatchObject({ last: 100, bid: Number.NaN, ask: Number.NaN, bidSize: Number.NaN });
  });

  it('names only fields that had a value', () => {
    const { refused } = sane(ticker({ bid: 102, bidSize: Number.NaN, askSize: 0 }));
    expect(refused).toEqual([{ reason: 'crossed-book', fields: ['bid', 'ask'] }]);
  });

  it.each([
    ['equal', { bid: 100, ask: 100 }],
    ['without an ask', { bid: 100, ask: 0 }],
    ['without a bid', { bid: Number.NaN, ask: 100 }],
  ])('allows bid and ask that are %s', (_, change) => {
    expect(sane(ticker(change)).refused).toEqual([]);
  });

  it('refuses a high below the low; the price stays, and a flat day is allowed', () => {
    const { ticker: clean, refused } = sane(ticker({ high: 80, low: 80.01 }));
    expect(refused).toEqual([{ reason: 'crossed-range', fields: ['high', 'low'] }]);
    expect(clean.last).toBe(100);
    expect(sane(ticker({ high: 100, low: 100 })).refused).toEqual([]);
  });

  it.each([
    ['just above low / 2', 40_001, []],
    ['just below low / 2', 39_999, ['baseVolume', 'quoteVolume']],
    ['just below high x 2', 239_999, []],
    ['just above high x 2', 240_001, ['baseVolume', 'quoteVolume']],
  ])('judges a quote volume %s of base volume 1,000 at 80 to 120', (_, quoteVolume, fields) => {
    const { ticker: clean, refused } = sane(ticker({ quoteVolume }));
    expect(refused.flatMap((refusal) => refusal.fields)).toEqual(fields);
    expect(clean.last).toBe(100);
  });

  it.each(['baseVolume', 'quoteVolume', 'high', 'low'] as const)('judges no volume without %s', (field) => {
    expect(sane(ticker({ quoteVolume: 1e9, [field]: Number.NaN })).refused).toEqual([]);
  });

  it('refuses a vwap that was derived from refused volumes, and keeps an independent one', () => {
    const derived = sane(ticker({ quoteVolume: 1e9, vwap: 1e6 }));
    expect(derived.refused).toEqual([
      { reason: 'volume-mismatch', fields: ['baseVolume', 'quoteVolume', 'vwap'] },
    ]);
    expect(sane(ticker({ quoteVolume: 1e9, vwap: 101 })).ticker.vwap).toBe(101);
  });

  it('takes its limits as an argument', () => {
    const limits = { ...DEFAULT_LIMITS, volumeRange: 1.01 };
    expect(sane(ticker({ quoteVolume: 78_000 }), limits).refused).toHaveLength(1);
    expect(sane(ticker({ quoteVolume: 78_000 })).refused).toEqual([]);
  });

  it('lets nothing through that is not finite and positive, and nothing that contradicts itself', () => {
    const number = fc.oneof(fc.double(), fc.double({ min: 0.5, max: 2 }), fc.constantFrom(0, 1, 1e308));
    const any = fc.record(Object.fromEntries(TICKER_FIELDS.map((field) => [field, number])));
    fc.assert(
      fc.property(any, (change) => {
        const { ticker: clean, refused } = sane(ticker(change));
        for (const field of QUANTITIES) {
          if (!Number.isNaN(clean[field])) expect(clean[field] > 0 && clean[field] <= 1e100).toBe(true);
        }
        expect(clean.bid > clean.ask).toBe(false);
        expect(clean.high < clean.low).toBe(false);
        for (const field of refused.flatMap(({ fields }) => fields)) expect(clean[field]).toBeNaN();
        expect(refused.flatMap(({ fields }) => fields)).not.toContain('last');
        expect(sane(clean)).toEqual({ ticker: clean, refused: [] });
      }),
    );
  });
});

describe('hasPrice', () => {
  it.each([
    [100, true],
    [1e-12, true],
    [0, false],
    [-1, false],
    [Number.NaN, false],
    [Number.POSITIVE_INFINITY, false],
  ])('of a last price of %d: %s', (last, expected) => {
    const given: Ticker = ticker({ last });
    expect(hasPrice(given)).toBe(expected);
  });
});
