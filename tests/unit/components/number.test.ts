import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatCount,
  formatExact,
  formatNarrow,
  formatPercent,
  formatRatio,
  formatTicks,
  formatValue,
} from '@/lib/format/number';

describe('formatNarrow', () => {
  it.each([
    [0.000002293, '0.000002293'],
    [0.0000002664, '2.664E-7'],
    [-0.000000004027, '-4.027E-9'],
    [0.999996e-6, '1E-6'],
    [0, '0'],
    [null, '–'],
    [64231.5, '64,231.50'],
  ])('writes %d as %s', (value, written) => {
    expect(formatNarrow(value)).toBe(written);
  });

  it('is never longer than its column, and never loses a value', () => {
    fc.assert(
      fc.property(fc.double({ min: Number.MIN_VALUE, max: 1e300, noNaN: true }), (value) => {
        expect(formatNarrow(value).length).toBeLessThanOrEqual(11);
        expect(formatNarrow(value)).toMatch(/[1-9]/);
      }),
    );
  });
});

describe('formatValue', () => {
  it.each([
    [0.00001234, '0.00001234'],
    [0.0000091123456, '0.000009112'],
    [3.1e-11, '3.1E-11'],
    [0.0000000012345, '0.000000001235'],
    [0.5, '0.5'],
    [0, '0'],
    [1, '1.00'],
    [1.08234, '1.0823'],
    [12.34567, '12.346'],
    [123.456, '123.46'],
    [64231.5, '64,231.50'],
    [-64231.5, '-64,231.50'],
    [999_999.99, '999,999.99'],
    [999_999.999, '1.000M'],
    [1_234_567, '1.235M'],
    [8_123_456_789, '8.123B'],
    [2.5e21, '2.5E21'],
  ])('writes %d as %s', (value, written) => {
    expect(formatValue(value)).toBe(written);
  });

  it('writes a dash where there is no number', () => {
    expect([null, Number.NaN, Number.POSITIVE_INFINITY].map(formatValue)).toEqual(['–', '–', '–']);
  });

  it('never loses a value that is not zero, nor its sign', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        if (value === 0) return;
        const written = formatValue(value);
        expect(written).toMatch(/[1-9]/);
        expect(written.startsWith('-')).toBe(value < 0);
      }),
    );
  });
});

describe('formatExact', () => {
  it('keeps every digit', () => {
    expect(formatExact(64231.123456789)).toBe('64,231.123456789');
    expect(formatExact(0.000000001234567)).toBe('0.000000001234567');
    expect(formatExact(null)).toBe('no value');
  });

  it('leaves out what binary fractions add', () => {
    expect(formatExact(0.1 + 0.2)).toBe('0.3');
  });
});

describe('formatPercent', () => {
  it.each([
    [0.341, '34.1 %'],
    [0.0123, '1.23 %'],
    [0.000012, '0.0012 %'],
    [12.5, '1,250 %'],
    [0, '0 %'],
    [123456.7, '12.3M %'],
  ])('writes %d as %s', (share, written) => {
    expect(formatPercent(share)).toBe(written);
  });
});

describe('formatRatio', () => {
  it.each([
    [1.3499, '1.35×'],
    [0.98, '0.98×'],
    [0.00123, '0.0012×'],
    [123.4, '123×'],
    [null, '–'],
  ])('writes %d as %s', (ratio, written) => {
    expect(formatRatio(ratio)).toBe(written);
  });
});

describe('formatTicks', () => {
  it('gives all ticks the decimals that their step needs', () => {
    expect(formatTicks([64_000, 64_250, 64_500])).toEqual(['64,000', '64,250', '64,500']);
    expect(formatTicks([0.000012, 0.0000125, 0.000013])).toEqual(['0.0000120', '0.0000125', '0.0000130']);
    expect(formatTicks([99.5, 100, 100.5])).toEqual(['99.5', '100.0', '100.5']);
  });

  it('writes millions compactly and zero without a suffix', () => {
    expect(formatTicks([0, 500_000, 1_000_000])).toEqual(['0.0', '0.5M', '1.0M']);
    expect(formatTicks([1_234_000_000, 1_236_000_000])).toEqual(['1.234B', '1.236B']);
  });

  it('writes a single tick', () => {
    expect(formatTicks([5])).toEqual(['5']);
    expect(formatTicks([])).toEqual([]);
  });
});

describe('formatCount', () => {
  it('groups thousands', () => {
    expect(formatCount(9812)).toBe('9,812');
  });
});
