import { describe, expect, test } from 'vitest';
import { isUnchanged, nextClosingMs, pageCacheControl, publicCacheControl } from '@/lib/http/cache-policy';

const SLOT_MS = Date.UTC(2026, 10, 24, 12);
const version = (tookMs: number, intervalSeconds = 300) => ({
  id: 1,
  revision: 0,
  slotMs: SLOT_MS,
  closedAtMs: SLOT_MS + tookMs,
  intervalSeconds,
});

describe('the next collection is due to be closed', () => {
  test('as long after its slot as the last one was', () => {
    expect(nextClosingMs(version(20_000))).toBe(SLOT_MS + 320_000);
  });

  test('half an interval after its slot at most: one slow collection must not make the next one stale', () => {
    expect(nextClosingMs(version(290_000))).toBe(SLOT_MS + 450_000);
  });

  test('not before its slot, if a clock ran ahead', () => {
    expect(nextClosingMs(version(-1_000))).toBe(SLOT_MS + 300_000);
  });
});

test.each([
  ['just closed', version(20_000), SLOT_MS + 20_000, 300],
  ['nearly due', version(20_000), SLOT_MS + 316_000, 5],
  ['long overdue', version(20_000), SLOT_MS + 9_000_000, 5],
  ['every second', version(200, 1), SLOT_MS + 200, 5],
  ['a clock that went back', version(20_000), SLOT_MS - 9_000_000, 450],
  ['before the first', null, SLOT_MS, 5],
])('shared caches keep an answer: %s', (_, collection, nowMs, seconds) => {
  expect(publicCacheControl(collection, nowMs)).toBe(
    `public, s-maxage=${seconds}, max-age=0, stale-if-error=86400`,
  );
});

test.each([
  ['just closed', SLOT_MS + 20_000, 15],
  ['nearly due', SLOT_MS + 313_000, 7],
  ['overdue', SLOT_MS + 900_000, 5],
])('they keep a page for seconds: %s', (_, nowMs, seconds) => {
  expect(pageCacheControl(version(20_000), nowMs)).toBe(
    `public, s-maxage=${seconds}, max-age=0, stale-if-error=86400`,
  );
});

test.each([
  [null, false],
  ['"a"', true],
  ['W/"a"', true],
  ['"b", "a"', true],
  ['*', true],
  ['"b"', false],
  ['a', false],
  ['', false],
])('If-None-Match %s', (header, expected) => {
  expect(isUnchanged(header, '"a"')).toBe(expected);
});
