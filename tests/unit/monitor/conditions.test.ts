import { describe, expect, test } from 'vitest';
import { type MetricPresence, metricConditions } from '@/lib/incidents/episodes/metric-conditions';
import {
  diskCondition,
  duration,
  outboxCondition,
  overdueCondition,
} from '@/lib/incidents/episodes/service-conditions';
import { sourceConditions } from '@/lib/incidents/episodes/source-conditions';
import type { RecentCollection } from '@/lib/incidents/recent-collections';
import { MINUTE_MS } from '@/lib/model/time';

const NOW_MS = Date.UTC(2026, 10, 24, 12);
const SLOT_MS = 5 * MINUTE_MS;

const RUNS = {
  w: {
    state: 'accepted',
    reason: null,
    elapsedMs: 100,
    listed: 9,
    priced: 9,
    stored: 9,
    stale: 0,
    waitUntilMs: null,
  },
  l: {
    state: 'accepted',
    reason: null,
    elapsedMs: 9_000,
    listed: 9,
    priced: 9,
    stored: 9,
    stale: 0,
    waitUntilMs: null,
  },
  p: {
    state: 'partial',
    reason: '4 of 9',
    elapsedMs: 100,
    listed: 9,
    priced: 4,
    stored: 4,
    stale: 0,
    waitUntilMs: null,
  },
  r: {
    state: 'rejected',
    reason: '10x',
    elapsedMs: 100,
    listed: 9,
    priced: 9,
    stored: 0,
    stale: 0,
    waitUntilMs: null,
  },
  f: {
    state: 'failed',
    reason: 'HTTP 502',
    elapsedMs: 100,
    listed: 0,
    priced: 0,
    stored: 0,
    stale: 0,
    waitUntilMs: null,
  },
} as const;

/** The last collections of one source, the newest last: a letter a slot, `-` where it has no run. */
function collections(letters: string): RecentCollection[] {
  return [...letters]
    .map((letter, i) => {
      const run = Object.entries(RUNS).find(([name]) => name === letter)?.[1];
      return {
        slotMs: NOW_MS - (letters.length - 1 - i) * SLOT_MS,
        closedAtMs: NOW_MS,
        intervalSeconds: 300,
        observations: 9,
        alertsError: null,
        runs: run === undefined ? [] : [{ exchange: 'kraken', unlisted: 0, ...run }],
      };
    })
    .reverse();
}

describe('a source', () => {
  test.each([
    ['f', 'unclear'],
    ['ff', 'unclear'],
    ['fff', 'bad'],
    ['wwwfff', 'bad'],
    ['wwwwff', 'unclear'],
    ['wfrp', 'bad'],
    ['wwlll', 'bad'],
    ['www---', 'bad'],
    ['fffw', 'unclear'],
    ['fffww', 'unclear'],
    ['fffwww', 'good'],
    ['ffwfff', 'bad'],
    ['fwfwfw', 'unclear'],
    ['---f', 'unclear'],
    ['---fff', 'bad'],
    ['---www', 'good'],
  ])('%s is %s', (letters, state) => {
    expect(sourceConditions(['kraken'], collections(letters), 10_000)).toMatchObject([
      { kind: 'source', subject: 'kraken', state },
    ]);
  });

  test('has been so since the first slot of it, and is as it is in the newest', () => {
    expect(sourceConditions(['kraken'], collections('wfrp'), 10_000)).toEqual([
      {
        kind: 'source',
        subject: 'kraken',
        state: 'bad',
        sinceMs: NOW_MS - 2 * SLOT_MS,
        detail: 'kraken sends only a part of its markets: 4 of 9',
      },
    ]);
  });

  test('that was never asked is nothing to speak of', () => {
    expect(sourceConditions(['okx'], collections('www'), 10_000)).toEqual([]);
  });
});

describe('a metric of a source', () => {
  const USUAL: MetricPresence = {
    exchange: 'okx',
    metric: 'volume',
    recentRuns: 3,
    recentWith: 3,
    earlierRuns: 285,
    earlierWith: 285,
    lastWithMs: NOW_MS,
    recentSinceMs: NOW_MS - 2 * SLOT_MS,
  };
  test.each<[string, Partial<MetricPresence>, string]>([
    ['always there', {}, 'good'],
    ['gone for a slot', { recentWith: 2 }, 'unclear'],
    ['gone for three', { recentWith: 0 }, 'bad'],
    ['gone, and there in 90 % before', { recentWith: 0, earlierRuns: 280, earlierWith: 252 }, 'bad'],
    [
      'gone, and there in less than 90 % before',
      { recentWith: 0, earlierRuns: 280, earlierWith: 251 },
      'unclear',
    ],
    ['never there', { recentWith: 0, earlierWith: 0 }, 'unclear'],
    ['gone, of a source that is new', { recentWith: 0, earlierRuns: 11, earlierWith: 11 }, 'unclear'],
    ['there in the only run', { recentRuns: 1, recentWith: 1, earlierRuns: 0, earlierWith: 0 }, 'unclear'],
    ['back in two of three', { recentWith: 2, earlierWith: 100 }, 'unclear'],
  ])('%s: %j is %s', (_, change, state) => {
    expect(metricConditions([{ ...USUAL, ...change }])).toMatchObject([{ subject: 'okx volume', state }]);
  });
});

test.each([
  [15, 'good'],
  [15.01, 'bad'],
])('a collection %d min ago is %s at an interval of five', (minutes, state) => {
  const last = { closedAtMs: NOW_MS - minutes * MINUTE_MS, intervalSeconds: 300 };
  expect(overdueCondition(last, NOW_MS)).toMatchObject({ state, sinceMs: last.closedAtMs });
});

test.each([
  [87, 'good'],
  [88, 'unclear'],
  [89.9, 'unclear'],
  [90, 'bad'],
  [100, 'bad'],
])('a disk that is %d %% full is %s at 90', (percent, state) => {
  const disk = { totalBytes: 1000 * 2 ** 30, freeBytes: (1000 - percent * 10) * 2 ** 30 };
  expect(diskCondition(disk, 90, NOW_MS).state).toBe(state);
});

test.each([
  [null, 'good'],
  [NOW_MS - 10 * MINUTE_MS, 'good'],
  [NOW_MS - 10 * MINUTE_MS - 1, 'bad'],
])('an outbox whose oldest due mail is of %s is %s', (oldestMs, state) => {
  expect(outboxCondition(oldestMs, NOW_MS).state).toBe(state);
});

test.each([
  [0, '0 s'],
  [119_000, '119 s'],
  [120_000, '2 min'],
  [900_000, '15 min'],
  [7_199_000, '119 min'],
  [7_200_000, '2 h'],
  [90_000_000, '25 h'],
])('%d ms are %s', (ms, words) => {
  expect(duration(ms)).toBe(words);
});
