import { expect, test } from 'vitest';
import { type DirectMemory, judgeDirect } from '@/lib/incidents/direct-watch';

const START_MS = Date.UTC(2026, 10, 24, 12);
const FINE = { reachable: true, exhausted: false, connections: 10 };
const AWAY = { ...FINE, reachable: false };
const FULL = { ...FINE, exhausted: true };
const FULL_AND_TIMED_OUT = { ...FULL, reachable: false };

/** What is told minute by minute: `database+` as it begins, `database!` a reminder, `database-` as it ends. */
function told(observations: (typeof FINE)[], stepMs = 60_000): string[] {
  const memory: DirectMemory = { open: [], badSinceMs: {} };
  return observations.map((observation, minute) => {
    const changes = judgeDirect(observation, memory, START_MS + minute * stepMs);
    return [
      ...changes.opened.map(({ kind }) => `${kind}+`),
      ...changes.reminded.map(({ episode }) => `${episode.kind}!`),
      ...changes.ended.map(({ episode }) => `${episode.kind}-`),
    ].join(' ');
  });
}

test('a database away for a minute is told once, and once that it is back', () => {
  expect(told([FINE, AWAY, AWAY, AWAY, FINE, FINE])).toEqual(['', '', 'database+', '', 'database-', '']);
});

test('a restart is not told', () => {
  expect(told([FINE, AWAY, FINE, AWAY, FINE])).toEqual(['', '', '', '', '']);
});

test('a pool without a free connection is not a lost database', () => {
  expect(told([FULL, FULL_AND_TIMED_OUT, FINE])).toEqual(['', 'pool+', 'pool-']);
});

test('while it lasts, a reminder a day', () => {
  const days = told(Array(73).fill(AWAY), 3_600_000);
  expect(days.flatMap((line, hour) => (line === '' ? [] : [`${hour} ${line}`]))).toEqual([
    '1 database+',
    '25 database!',
    '49 database!',
  ]);
});
