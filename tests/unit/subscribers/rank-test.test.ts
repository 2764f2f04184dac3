import { expect, test } from 'vitest';
import { rankTest } from '@/bench/timing/rank-test';

test('the same says nothing, in whatever order', () => {
  const { larger, z, p } = rankTest([1, 2, 3, 4], [4, 3, 2, 1]);
  expect([larger, z]).toEqual([0.5, 0]);
  expect(p).toBeCloseTo(1, 6);
});

test('a textbook case', () => {
  // Mann and Whitney's tortoises and hares: U of 25 of 36.
  const places = { tortoise: [1, 7, 8, 9, 10, 11], hare: [2, 3, 4, 5, 6, 12] };
  const { larger, z } = rankTest(places.tortoise, places.hare);
  expect(larger).toBeCloseTo(25 / 36, 12);
  expect(z).toBeCloseTo((25 - 18) / Math.sqrt(39), 12);
  expect(rankTest([3, 4], [1, 2]).larger).toBe(1);
});
