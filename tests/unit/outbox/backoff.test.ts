import { describe, expect, test } from 'vitest';
import { backoffMs } from '@/lib/outbox/backoff';

const seconds = (random: number, askedMs?: number) =>
  Array.from({ length: 13 }, (_, i) => backoffMs(i + 1, random, askedMs) / 1000);

describe('the wait after a failed attempt', () => {
  test('is 2 s at first, doubles, and ends at 15 min', () => {
    expect(seconds(0)).toEqual([2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900, 900]);
  });

  test('is up to a quarter shorter from the second on', () => {
    expect(seconds(1).slice(0, 4)).toEqual([2, 3, 6, 12]);
    expect(seconds(0.5).at(-1)).toBe(787.5);
  });

  test('is never shorter than asked for', () => {
    expect(backoffMs(1, 0, 30_000)).toBe(30_000);
    expect(backoffMs(9, 0, 30_000)).toBe(512_000);
  });

  test('stays finite after any number of attempts', () => {
    expect(backoffMs(5_000, 0)).toBe(900_000);
  });
});
