import { expect, test } from 'vitest';
import type { ChartData } from '@/components/chart';
import { chartRows, nearestRow } from '@/components/chart/chart-rows';

const DATA: ChartData = {
  fromMs: 0,
  toMs: 100,
  resolutionMs: 10,
  points: [
    { atMs: 10, value: 1 },
    { atMs: 20, value: 2, min: 1.5, max: 2.5 },
    { atMs: 40, value: 4 },
  ],
  refused: [
    { atMs: 30, value: 300, reason: 'a', peers: 'They say 3.' },
    { atMs: 40, value: 400, reason: 'b' },
  ],
  baseline: null,
  threshold: null,
  alerts: [],
  compared: [{ name: 'other', resolutionMs: 10, points: [{ atMs: 20, value: 7 }] }],
};

test('a row has all that is shown at its time', () => {
  expect(chartRows(DATA)).toEqual([
    { atMs: 10, value: 1, refused: [], compared: [null] },
    { atMs: 20, value: 2, min: 1.5, max: 2.5, refused: [], compared: [7] },
    { atMs: 30, value: null, refused: [DATA.refused[0]], compared: [null] },
    { atMs: 40, value: 4, refused: [DATA.refused[1]], compared: [null] },
  ]);
});

test.each([
  [-50, 0],
  [14, 0],
  [16, 1],
  [36, 3],
  [1_000, 3],
])('the row nearest to %d is number %d', (atMs, index) => {
  expect(nearestRow(chartRows(DATA), atMs)).toBe(index);
});

test('of nothing there is none', () => {
  expect(chartRows({ ...DATA, points: [], refused: [] })).toEqual([]);
  expect(nearestRow([], 5)).toBe(-1);
});
