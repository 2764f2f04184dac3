import { expect, test } from 'vitest';
import type { ChartData } from '@/components/chart';
import { indexedTo100 } from '@/components/markets/indexed';

const chart = (...values: number[]): ChartData => ({
  fromMs: 0,
  toMs: 100,
  resolutionMs: 10,
  points: values.map((value, i) => ({ atMs: i * 10, value })),
  refused: [],
  baseline: { mean: 1, stddev: 1, fromMs: 0, toMs: 1 },
  threshold: 3,
  alerts: [],
  compared: [],
});
const valuesOf = (points: readonly { value: number }[] = []) => points.map(({ value }) => value);

test('each series begins at 100', () => {
  const { points, compared } = indexedTo100(chart(50, 75), [{ name: 'b', data: chart(0.0002, 0.0001) }]);
  expect(valuesOf(points)).toEqual([100, 150]);
  expect(compared.map(({ name }) => name)).toEqual(['b']);
  expect(valuesOf(compared[0]?.points)).toEqual([100, 50]);
});

test('extremes and refused values go with their series, a baseline does not', () => {
  const own = {
    ...chart(),
    points: [{ atMs: 0, value: 50, min: 25, max: 100 }],
    refused: [{ atMs: 10, value: 500, reason: 'a' }],
  };
  const indexed = indexedTo100(own, [{ name: 'b', data: chart(1) }]);
  expect(indexed.points).toEqual([{ atMs: 0, value: 100, min: 50, max: 200 }]);
  expect(indexed.refused).toEqual([{ atMs: 10, value: 1000, reason: 'a' }]);
  expect(indexed).toMatchObject({ baseline: null, threshold: null });
});

test('what has no value, or begins at none above zero, is not compared', () => {
  const others = [chart(), chart(0, 1), chart(-1, 2)].map((data, i) => ({ name: String(i), data }));
  expect(indexedTo100(chart(1), others).compared).toEqual([]);
});
