import fc from 'fast-check';
import { expect, test } from 'vitest';
import { binOf, distributionOf } from '@/lib/queries/distribution';

test('every value above zero is in one bin, and in the one that is its own', () => {
  const value = fc.oneof(
    fc.double({ min: 1e-12, max: 1e12, noNaN: true }),
    fc.constantFrom(0, -1, Number.NaN),
  );
  fc.assert(
    fc.property(fc.array(value, { maxLength: 300 }), (values) => {
      const made = distributionOf(Float64Array.from(values));
      const known = values.filter((each) => each > 0);
      if (made === null) return;
      expect(made.of).toBe(known.length);
      expect(made.bins.reduce((sum, { count }) => sum + count, 0)).toBe(known.length);
      for (const each of known) expect(made.bins[binOf(made.bins, each)]?.count).toBeGreaterThan(0);
    }),
  );
});

test('its scale is logarithmic, and one that stands alone squeezes no others', () => {
  const values = [...Array.from({ length: 1000 }, (_, i) => 10 ** (i / 250)), 1e30];
  const made = distributionOf(Float64Array.from(values));
  expect(made?.median).toBeCloseTo(100, 0);
  const counts = made?.bins.map(({ count }) => count) ?? [];
  expect(Math.max(...counts) / Math.min(...counts)).toBeLessThan(2);
  expect(binOf(made?.bins ?? [], 1e30)).toBe(counts.length - 1);
});

test('where all are equal, or none is known, there is nothing to see', () => {
  expect(distributionOf(new Float64Array(0))).toBeNull();
  expect(distributionOf(Float64Array.from([5, 5, 5]))).toBeNull();
  expect(distributionOf(Float64Array.from([Number.NaN, 0, -3]))).toBeNull();
});
