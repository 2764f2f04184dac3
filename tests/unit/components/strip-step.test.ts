import { expect, it } from 'vitest';
import { stepTo } from '@/components/sources/strip-step';
import { cellWords } from '@/components/sources/strip-words';

it.each([
  ['ArrowLeft', 5, 4],
  ['ArrowLeft', 0, 0],
  ['ArrowRight', 9, 9],
  ['PageDown', 30, 18],
  ['PageUp', 30, 42],
  ['Home', 7, 0],
  ['End', 7, 287],
])('%s leads from %d to %d', (key, from, to) => {
  expect(stepTo(key, from, from === 9 ? 9 : 287)).toBe(to);
});

it('other keys lead nowhere', () => {
  expect(stepTo('Tab', 3, 287)).toBeNull();
});

it('a slot is told in the zone that is shown', () => {
  const cell = { fromMs: Date.UTC(2026, 10, 24, 12), state: 'failing' } as const;
  expect(cellWords(cell, 300, 'UTC')).toBe('failing 12:00 to 12:05 UTC');
  expect(cellWords({ ...cell, state: null }, 300, 'Europe/Berlin')).toBe(
    'not collected (this server) 13:00 to 13:05 CET',
  );
});
