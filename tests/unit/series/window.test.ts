import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emptyStats } from '@/lib/series/stats-table';
import { add, remove, reset } from '@/lib/series/window';
import { recompute, tolerance } from '@/tests/support/recompute';

const series = () => emptyStats(Int32Array.of(1), 1);

describe('a series to which values are added and from which they are removed', () => {
  test('has the mean and the sum of squares of what is left', () => {
    const moments = series();
    for (const value of [2, 4, 4, 4, 5, 5, 7, 9]) add(moments, 0, value);
    expect([moments.count[0], moments.mean[0], moments.m2[0]]).toEqual([8, 5, 32]);
    remove(moments, 0, 9);
    remove(moments, 0, 2);
    expect(moments.count[0]).toBe(6);
    expect(moments.mean[0]).toBeCloseTo(29 / 6, 14);
    expect(moments.m2[0]).toBeCloseTo(147 - 29 ** 2 / 6, 12);
  });

  test('is empty, to the last bit, when its last value is removed', () => {
    const moments = series();
    add(moments, 0, 0.1);
    add(moments, 0, 1e12);
    remove(moments, 0, 1e12);
    expect(remove(moments, 0, 0.1)).toBe(true);
    expect(
      [moments.count, moments.mean, moments.meanLow, moments.m2, moments.m2Peak].map((a) => a[0]),
    ).toEqual([0, 0, 0, 0, 0]);
  });

  test('says that it cannot be trusted when a value is removed that was never added', () => {
    expect(remove(series(), 0, 1)).toBe(false);
  });

  test('says that it cannot be trusted once a large value has left', () => {
    const moments = series();
    for (const value of [1, 1.001, 0.999, 1.002, 5e8]) add(moments, 0, value);
    expect(remove(moments, 0, 5e8)).toBe(false);
  });

  test('says so too after a staircase of falls, each of which is harmless', () => {
    const moments = series();
    const calm = Array.from({ length: 40 }, (_, i) => 1 + (i % 7) * 1e-3);
    for (const value of [...calm, 4, 2e3, 1e6, 5e8]) add(moments, 0, value);
    const trusted = [5e8, 1e6, 2e3, 4].map((value) => remove(moments, 0, value));
    expect(trusted.at(-1)).toBe(false);
  });

  test('remembers its largest sum of squares, after that has left too', () => {
    const moments = series();
    for (const value of [1, 2, 1000]) add(moments, 0, value);
    const [peak] = moments.m2Peak;
    expect(peak).toBe(moments.m2[0]);
    remove(moments, 0, 1000);
    add(moments, 0, 1.5);
    expect(moments.m2[0]).toBeCloseTo(0.5, 9);
    expect(moments.m2Peak[0]).toBe(peak);
  });

  test('a series that moves by its last bit keeps that deviation, however long it slides', () => {
    const moments = series();
    const bit = 2 ** -56;
    const value = (i: number) => 0.1 + (i % 2) * bit;
    for (let i = 0; i < 288; i++) add(moments, 0, value(i));
    for (let i = 288; i < 3_000; i++) {
      add(moments, 0, value(i));
      remove(moments, 0, value(i - 288));
    }
    expect((moments.m2[0] ?? 0) / (288 * (bit / 2) ** 2)).toBeCloseTo(1, 3);
    expect((moments.mean[0] ?? 0) - 0.1 + (moments.meanLow[0] ?? 0)).toBeCloseTo(bit / 2, 22);
  });

  test('a constant series has no deviation, however long it slides', () => {
    const moments = series();
    for (let i = 0; i < 288; i++) add(moments, 0, 0.1);
    for (let i = 0; i < 10_000; i++) {
      add(moments, 0, 0.1);
      expect(remove(moments, 0, 0.1)).toBe(true);
    }
    expect([moments.mean[0], moments.m2[0]]).toEqual([0.1, 0]);
  });
});

/** Prices from dust to billions that are calm, pegged, constant, drifting, or hit by runs of outliers. */
const prices = fc.record({
  level: fc.double({ min: -9, max: 9, noNaN: true }).map((power) => 10 ** power),
  spread: fc.constantFrom(0, 1e-12, 1e-9, 1e-4, 0.05),
  steps: fc.array(
    fc.tuple(
      fc.double({ min: -1, max: 1, noNaN: true }),
      fc.constantFrom(1, 1, 1, 1, 1, 1, 4, 2e3, 1e6, 5e8),
    ),
    { minLength: 30, maxLength: 600 },
  ),
  window: fc.integer({ min: 12, max: 200 }),
});

test('a sliding window agrees with a recomputation over its raw values', () => {
  fc.assert(
    fc.property(prices, ({ level, spread, steps, window }) => {
      const values = steps.map(([step, outlier]) => level * (1 + spread * step) * outlier);
      const moments = series();
      values.forEach((value, i) => {
        const from = i + 1 - window;
        const trusted = from > 0 ? remove(moments, 0, values[from - 1] ?? 0) : true;
        add(moments, 0, value);
        const inside = values.slice(Math.max(0, from), i + 1);
        if (!trusted) {
          reset(moments, 0);
          for (const each of inside) add(moments, 0, each);
        }
        if (inside.length < 12) return;
        const expected = recompute(inside);
        const stddev = Math.sqrt((moments.m2[0] ?? 0) / (inside.length - 1));
        expect(moments.count[0]).toBe(expected.count);
        expect(Math.abs((moments.mean[0] ?? 0) - expected.mean)).toBeLessThanOrEqual(tolerance(expected));
        expect(Math.abs(stddev - expected.stddev)).toBeLessThanOrEqual(tolerance(expected));
      });
    }),
    { numRuns: 150 },
  );
});
