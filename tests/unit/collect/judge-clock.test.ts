import { describe, expect, test } from 'vitest';
import { judgeClock, mayRewind, spanInWords } from '@/lib/collect/clock/judge-clock';

const NOW = Date.UTC(2026, 11, 1, 12);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const base = {
  nowMs: NOW,
  databaseMs: null,
  closedAtMs: null,
  intervalMs: 300_000,
  stampsMs: [],
  answered: true,
};

describe('a clock', () => {
  test.each([
    ['with nothing to compare', {}, 'unopposed'],
    ['that exchanges back', { stampsMs: [NOW - 1000, NOW + 2000] }, 'backed'],
    ['that one exchange backs and two old ones do not', { stampsMs: [NOW, 0, 0] }, 'unopposed'],
    ['while no exchange answers', { answered: false }, 'doubted'],
    ['while one exchange alone is ahead', { stampsMs: [NOW + HOUR] }, 'doubted'],
    ['while all stamps are old', { stampsMs: [NOW - HOUR, NOW - HOUR] }, 'unopposed'],
    [
      'that only the database contradicts',
      { databaseMs: NOW + HOUR, closedAtMs: NOW - 5 * MINUTE },
      'unopposed',
    ],
    ['that only the last collection contradicts', { databaseMs: NOW, closedAtMs: NOW + HOUR }, 'unopposed'],
    ['a moment off the others', { databaseMs: NOW + 3000, closedAtMs: NOW + 2000 }, 'unopposed'],
  ])('%s is right', (_, more, by) => {
    expect(judgeClock({ ...base, ...more })).toEqual({ isRight: true, by });
  });

  test.each([
    ['2 h ahead', 2 * HOUR, '2 h ahead of'],
    ['3 days ahead', 72 * HOUR, '3 days ahead of'],
    ['1 h behind', -HOUR, '60 min behind'],
  ])('%s of a database by which another machine collects is wrong', (_, leadMs, words) => {
    const verdict = judgeClock({ ...base, databaseMs: NOW - leadMs, closedAtMs: NOW - leadMs - 4 * MINUTE });
    expect(verdict).toMatchObject({ isRight: false, says: expect.stringContaining(`the clock is ${words}`) });
  });

  test('behind the time on which exchanges agree is wrong', () => {
    const stampsMs = [NOW + HOUR, NOW + HOUR + 2000, NOW - HOUR];
    expect(judgeClock({ ...base, stampsMs })).toMatchObject({
      isRight: false,
      says: expect.stringContaining('behind the time that 2 exchanges send'),
    });
  });
});

describe('slots ahead of the clock', () => {
  const right = { isRight: true, by: 'unopposed' } as const;
  const stored = { isDone: false, ahead: 3, before: 40, intervalMs: 300_000 };

  test('are set aside where nobody speaks for them', () => {
    expect(mayRewind(right, NOW, stored)).toBe(true);
    expect(mayRewind(right, NOW, { ...stored, before: 0 })).toBe(true);
  });

  test.each([
    ['the slot of now is closed already: the clock went back', right, { ...stored, isDone: true }],
    ['they are many: the clock is far behind', right, { ...stored, ahead: 5000 }],
    ['the clock is doubted', { isRight: true, by: 'doubted' } as const, stored],
    ['the clock is wrong', { isRight: false, says: '' } as const, stored],
  ])('are kept where %s', (_, verdict, slots) => {
    expect(mayRewind(verdict, NOW, slots)).toBe(false);
  });

  test('are kept by a clock of before this program existed', () => {
    expect(mayRewind(right, Date.UTC(1970, 0, 1, 5), stored)).toBe(false);
  });

  test('are set aside in any case where exchanges back the clock', () => {
    const backed = { isRight: true, by: 'backed' } as const;
    expect(mayRewind(backed, NOW, { ...stored, isDone: true, ahead: 5000 })).toBe(true);
  });
});

test.each([
  [90_000, '90 s'],
  [20 * MINUTE, '20 min'],
  [2 * HOUR, '2 h'],
  [72 * HOUR, '3 days'],
])('%d ms are %s', (ms, words) => {
  expect(spanInWords(ms)).toBe(words);
});
