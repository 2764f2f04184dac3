import { expect, test } from 'vitest';
import { cellAt, stripRuns } from '@/components/sources/strip-runs';
import type { SourceState } from '@/lib/incidents';

const START_MS = Date.UTC(2026, 10, 24, 12);
const cells = (states: (SourceState | null)[]) =>
  states.map((state, i) => ({ from: new Date(START_MS + i * 300_000).toISOString(), state }));

test('neighbours of one state are one run, and gaps are runs too', () => {
  const runs = stripRuns(cells(['well', 'well', null, 'well', 'failing', 'failing']), 300);
  expect(runs.map(({ state, from, cells }) => [state, from, cells])).toEqual([
    ['well', 0, 2],
    [null, 2, 1],
    ['well', 3, 1],
    ['failing', 4, 2],
  ]);
  expect(cellAt(runs, 5, 300)).toEqual({ state: 'failing', fromMs: START_MS + 5 * 300_000 });
  expect(cellAt(runs, 6, 300)).toBeUndefined();
  expect(runs[3]).toMatchObject({ fromMs: START_MS + 4 * 300_000, toMs: START_MS + 6 * 300_000 });
});

test('nothing is no run', () => {
  expect(stripRuns([], 300)).toEqual([]);
});
