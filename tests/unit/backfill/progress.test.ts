import { expect, test } from 'vitest';
import { progressCounter } from '@/lib/collect/backfill/progress';

test('the time left is that of the slowest exchange at its pace', () => {
  let nowMs = 1_000;
  const counter = progressCounter(
    new Map([
      ['kraken', 4],
      ['okx', 10],
    ]),
    () => nowMs,
  );
  expect(counter.state()).toEqual({ done: 0, total: 14, remainingMs: null });
  nowMs += 600;
  counter.count('okx', 6);
  expect(counter.state()).toEqual({ done: 6, total: 14, remainingMs: null });
  counter.count('kraken');
  expect(counter.state()).toEqual({ done: 7, total: 14, remainingMs: 1_800 });
  counter.count('kraken', 3);
  expect(counter.state()).toEqual({ done: 10, total: 14, remainingMs: 400 });
  counter.count('okx', 4);
  expect(counter.state()).toEqual({ done: 14, total: 14, remainingMs: 0 });
});
