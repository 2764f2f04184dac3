import fc from 'fast-check';
import { expect, test } from 'vitest';
import { movesOf } from '@/components/markets/move-span';
import { DAY_MS, HOUR_MS } from '@/lib/model/time';

const END_MS = Date.UTC(2026, 10, 24, 12);
const hours = (from: number, to: number) => ({
  fromMs: END_MS - from * HOUR_MS,
  toMs: END_MS - to * HOUR_MS,
});

test('a step is half a span, a zoom twice or half of it, about its middle', () => {
  expect(movesOf(hours(48, 24), END_MS)).toEqual({
    zoomIn: hours(42, 30),
    zoomOut: hours(60, 12),
    earlier: hours(60, 36),
    later: hours(36, 12),
  });
});

test('nothing is later than the last collection, and what is shown is moved back instead', () => {
  expect(movesOf(hours(24, 0), END_MS)).toMatchObject({ later: null, zoomOut: hours(48, 0) });
  expect(movesOf(hours(30, 6), END_MS).later).toEqual(hours(24, 0));
});

test('90 days cannot be left, and a quarter of an hour not be cut', () => {
  expect(movesOf(hours(90 * 24, 0), END_MS)).toMatchObject({ zoomOut: null, earlier: null });
  expect(movesOf({ fromMs: END_MS - 20 * 60_000, toMs: END_MS }, END_MS).zoomIn).toBeNull();
});

test('every move stays in what is kept and is a span', () => {
  const minutes = fc.integer({ min: 0, max: 90 * 24 * 60 });
  fc.assert(
    fc.property(minutes, minutes, (a, b) => {
      fc.pre(a !== b);
      const shown = {
        fromMs: END_MS - Math.max(a, b) * 60_000,
        toMs: END_MS - Math.min(a, b) * 60_000,
      };
      for (const span of Object.values(movesOf(shown, END_MS))) {
        if (span === null) continue;
        expect(span.fromMs).toBeLessThan(span.toMs);
        expect(span.fromMs).toBeGreaterThanOrEqual(END_MS - 90 * DAY_MS);
        expect(span.toMs).toBeLessThanOrEqual(END_MS);
      }
    }),
  );
});
