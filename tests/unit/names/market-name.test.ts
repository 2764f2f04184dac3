import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dimensionName, parseDimensionName } from '@/lib/market-name';

describe('dimensionName', () => {
  it.each([
    ['kraken', 'BTC', 'USD', 'kraken:BTC-USD'],
    ['kucoin', "FTX Users' Debt", 'USDT', 'kucoin:FTX%20Users%27%20Debt-USDT'],
    ['mexc', '币安人生', 'USDT', 'mexc:%E5%B8%81%E5%AE%89%E4%BA%BA%E7%94%9F-USDT'],
    ['gate', 'A-B', 'C-D', 'gate:A-B-C%2DD'],
    ['gate', '100%', '$', 'gate:100%25-%24'],
    ['gate', 'A/B:C', 'Q', 'gate:A%2FB%3AC-Q'],
    ['gate', '\ud800', 'Q', 'gate:%EF%BF%BD-Q'],
  ])('of %s %s in %s is %s', (exchange, base, quote, name) => {
    expect(dimensionName(exchange, base, quote)).toBe(name);
  });

  it('is safe in a URL, and read back as it was', () => {
    const code = fc.string({ unit: 'binary', minLength: 1 });
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9]+$/), code, code, (exchange, base, quote) => {
        const name = dimensionName(exchange, base, quote);
        expect(name).toMatch(/^[a-z0-9]+:([\w.~-]|%[0-9A-F]{2})+$/);
        expect(parseDimensionName(name)).toEqual({ exchange, base, quote });
      }),
    );
  });
});

describe('parseDimensionName', () => {
  it('reads a name whose encoding a URL has undone', () => {
    expect(parseDimensionName('gate:100%-$')).toEqual({ exchange: 'gate', base: '100%', quote: '$' });
    expect(parseDimensionName('gate:A/B:C-Q')).toEqual({ exchange: 'gate', base: 'A/B:C', quote: 'Q' });
  });

  it.each(['', 'kraken', 'kraken:', 'kraken:BTC', 'kraken:-USD', 'kraken:BTC-', ':BTC-USD', 'BTC-USD'])(
    'refuses %j',
    (name) => {
      expect(parseDimensionName(name)).toBeNull();
    },
  );
});
