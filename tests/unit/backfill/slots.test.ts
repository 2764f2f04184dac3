import { describe, expect, test } from 'vitest';
import { type Known, neededCandles, newPrices, slotsBetween, whyForeign } from '@/lib/collect/backfill/slots';
import { MINUTE_MS } from '@/lib/model/time';

const NOON_MS = Date.UTC(2026, 0, 2, 12);
const at = (minutes: number) => NOON_MS + minutes * MINUTE_MS;

test('the slots of a day, none after the last collected one', () => {
  const slots = slotsBetween(at(7), at(0));
  expect([slots.length, slots[0], slots.at(-1)]).toEqual([288, at(5 - 24 * 60), at(0)]);
  expect(slotsBetween(at(4.9), at(5)).at(-1)).toBe(at(0));
  expect(slotsBetween(at(0), at(-25 * 60))).toEqual([]);
});

test('candles are needed from the one that ends at the first unknown slot to the one that ends at the last', () => {
  const slots = [at(0), at(5), at(10), at(15)];
  expect(neededCandles(slots, new Map())).toEqual({ fromMs: at(-5), untilMs: at(15) });
  expect(
    neededCandles(
      slots,
      new Map([
        [at(0), 1],
        [at(15), null],
      ]),
    ),
  ).toEqual({ fromMs: at(0), untilMs: at(10) });
  expect(neededCandles(slots, new Map(slots.map((slot) => [slot, 1])))).toBe(null);
});

test('a candle gives its close as the price at its end, where that is not known', () => {
  const candles = [0, 5, 10].map((minutes) => ({ openMs: at(minutes), close: minutes + 1 }));
  expect(newPrices(candles, new Map([[at(10), null]]))).toEqual([
    { atMs: at(5), price: 1 },
    { atMs: at(15), price: 11 },
  ]);
});

describe('candles are of another market', () => {
  const closing = (close: number) => [
    { openMs: at(0), close: 1 },
    { openMs: at(55), close },
  ];
  const known: Known = new Map([
    [at(0), 100],
    [at(58), null],
    [at(70), 10],
  ]);

  test('where the newest is more than 1.5 times away from the price nearest in time', () => {
    expect(whyForeign(closing(15), known, 100)).toBe(null);
    expect(whyForeign(closing(10 / 1.5), known, 100)).toBe(null);
    expect(whyForeign(closing(15.1), known, 15)).toContain('1.51 times away from the known price 10');
    expect(whyForeign(closing(6), known, 6)).toContain('1.67 times away');
  });

  test('or, where none is known, from the latest', () => {
    expect(whyForeign(closing(15), new Map(), 10)).toBe(null);
    expect(whyForeign(closing(16), new Map(), 10)).toContain('1.60 times away from the known price 10');
    expect(whyForeign([], known, 10)).toBe(null);
  });
});
