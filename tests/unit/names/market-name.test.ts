import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  dimensionName,
  MAX_CODE_LENGTH,
  nameFault,
  parseDimensionName,
  visibleText,
} from '@/lib/model/market-name';
import { parsePattern, patternName, targetKey } from '@/lib/model/market-pattern';
import { HOSTILE_NAMES, INHERITED_NAMES } from '@/tests/support/exchange/hostile-names';

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

describe('a name', () => {
  it.each(HOSTILE_NAMES)('with $what is refused, and can be reported', ({ name }) => {
    expect(nameFault(name, 200)).toMatch(/^(has|is) [ -~]+$/);
    expect(visibleText(name, 30)).toMatch(/^[^\p{C}]{0,31}$/u);
    expect(parsePattern(`kraken:${name}-USD`)).toBeNull();
    expect(parsePattern(`*:${name}-*`)).toBeNull();
  });

  it.each(INHERITED_NAMES)('%s is refused', (name) => {
    expect(nameFault(name, 200)).toBe('is a reserved word');
  });

  it('that an exchange may list can be watched, however it is written', () => {
    const code = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }).filter((text) => {
      return nameFault(text, MAX_CODE_LENGTH) === null && text !== '*';
    });
    fc.assert(
      fc.property(code, code, (base, quote) => {
        const market = { exchange: 'kraken', base, quote };
        const name = dimensionName('kraken', base, quote);
        expect(parsePattern(name)).toEqual(market);
        expect(patternName(market)).toBe(name);
        expect(parsePattern(`*:${encodeURIComponent(base)}-*`)).toEqual({
          exchange: null,
          base,
          quote: null,
        });
        expect(targetKey(name.toUpperCase())).toBe(targetKey(name));
      }),
    );
  });

  it.each(['币安人生', '1000SATS', '$PAC', "FTX Users' Debt", 'A-B', '=CMD()', 'TSLAx', '🐕'])(
    '%s is taken',
    (name) => {
      expect(nameFault(name, MAX_CODE_LENGTH)).toBeNull();
      const market = { exchange: 'gate', base: name, quote: 'USDT' };
      expect(parsePattern(dimensionName('gate', name, 'USDT'))).toEqual(market);
      expect(parsePattern(`*:${name}-*`)).toEqual({ exchange: null, base: name, quote: null });
    },
  );

  it.each([
    ['kraken:BTC-USD', 'kraken:BTC-USD'],
    ['Kraken:BTC/USD', 'kraken:BTC-USD'],
    ['BTC-USD on Kraken', 'kraken:BTC-USD'],
    ['Crypto.com:BTC-USD', 'cryptocom:BTC-USD'],
    ['BTC', '*:BTC-*'],
    ['*:BTC', '*:BTC-*'],
    ['BTC-*', '*:BTC-*'],
    ['BTC/USDT', '*:BTC-USDT'],
    ['*:BTC-USDT', '*:BTC-USDT'],
    ['kraken:*', 'kraken:*-*'],
    ['* on Kraken', 'kraken:*-*'],
    ['kraken:BTC', 'kraken:BTC-*'],
    ['*:*-USDT', '*:*-USDT'],
    ['*:%2A-*', '*:%2A-*'],
    ['*', null],
    ['*:*-*', null],
  ])('%j is written %j', (text, name) => {
    const pattern = parsePattern(text);
    expect(pattern && patternName(pattern)).toBe(name);
    expect(pattern).not.toBeNull();
  });

  it.each(['', 'kraken:', 'kraken:-USD', 'kraken:BTC-', 'kra+ken:BTC-USD', '*:-*', ' BTC', 'x'.repeat(65)])(
    '%j names nothing',
    (name) => {
      expect(parsePattern(name)).toBeNull();
    },
  );
});
