import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { byTime } from '@/lib/alerts/preview/by-time';
import { countMails } from '@/lib/alerts/preview/count-mails';
import { farHoursOf } from '@/lib/alerts/preview/far-hours';
import { inSlices } from '@/lib/alerts/preview/pace';
import { DAY_MS, HOUR_MS } from '@/lib/model/time';
import type { ObservationRows } from '@/lib/series';

const SLOT_MS = Date.UTC(2026, 10, 24, 12);

interface Hour {
  hoursAgo: number;
  count: number;
  mean: number;
  min: number;
  max: number;
}

const hour = fc
  .record({ count: fc.integer({ min: 1, max: 12 }), mean: fc.double({ min: 0.5, max: 4, noNaN: true }) })
  .chain(({ count, mean }) =>
    fc.record({
      count: fc.constant(count),
      mean: fc.constant(mean),
      min: fc.double({ min: 0.1, max: 1, noNaN: true }).map((part) => part * mean),
      max: fc.double({ min: 1, max: 5, noNaN: true }).map((times) => times * mean),
    }),
  );
const series = fc
  .uniqueArray(fc.integer({ min: 0, max: 8 * 24 - 1 }), { minLength: 30, maxLength: 190 })
  .chain((agos) =>
    fc
      .array(hour, { minLength: agos.length, maxLength: agos.length })
      .map((hours): Hour[] =>
        hours.map((each, i) => ({ ...each, hoursAgo: agos[i] ?? 0 })).sort((a, b) => b.hoursAgo - a.hoursAgo),
      ),
  );

/** The same by its definition: each hour against the mean of the 24 hours before it. */
function byDefinition(hours: readonly Hour[], threshold: number, direction: 'above' | 'below') {
  return hours.flatMap(({ hoursAgo, min, max }) => {
    const before = hours.filter((each) => each.hoursAgo > hoursAgo && each.hoursAgo <= hoursAgo + 24);
    const count = before.reduce((sum, each) => sum + each.count, 0);
    const usual = before.reduce((sum, each) => sum + each.count * each.mean, 0) / count;
    const times = direction === 'above' ? max / usual : usual / min;
    return count >= 12 && hoursAgo < 7 * 24 && hoursAgo >= 24 && times > threshold
      ? [SLOT_MS - (hoursAgo + 1) * HOUR_MS]
      : [];
  });
}

test('hours beyond a threshold are those by definition', () => {
  fc.assert(
    fc.property(series, fc.constantFrom('above' as const, 'below' as const), (hours, direction) => {
      const threshold = 1.9;
      const unwatched = new Float64Array([Number.POSITIVE_INFINITY]);
      const nearest = { above: unwatched, below: unwatched, [direction]: new Float64Array([threshold]) };
      const cells = {
        columns: 1,
        dimensionIds: new Int32Array(hours.length).fill(5),
        hourMs: Float64Array.from(hours, ({ hoursAgo }) => SLOT_MS - (hoursAgo + 1) * HOUR_MS),
        cells: Float64Array.from(hours.flatMap(({ count, mean, min, max }) => [count, mean, min, max])),
      };
      const { earlier } = farHoursOf(cells, () => nearest, SLOT_MS);
      expect(earlier.flatMap(({ hoursMs }) => hoursMs)).toEqual(byDefinition(hours, threshold, direction));
    }),
  );
});

test('rows come in the order of their times, none is lost', () => {
  const part = fc
    .array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 0, max: 5 }), fc.double()))
    .map((rows) => ({
      metricCount: 1,
      dimensionIds: Int32Array.from(rows, ([id]) => id),
      atMs: Float64Array.from(rows, ([, at]) => at),
      values: Float64Array.from(rows, ([, , value]) => value),
    }));
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), (parts) => {
      const listed = (rows: ObservationRows) =>
        Array.from(rows.atMs, (at, i) => ({ at, id: rows.dimensionIds[i], value: rows.values[i] }));
      // Array.sort is stable, and so are the rows of one time.
      expect(listed(byTime(parts))).toEqual(parts.flatMap(listed).sort((a, b) => a.at - b.at));
    }),
  );
});

describe('how many mails one subscriber gets', () => {
  const slots = (from: number, count: number) => Array.from({ length: count }, (_, i) => from + i * 300_000);
  const midnight = Date.UTC(2026, 10, 24);

  test('one a slot', () => {
    expect(countMails(slots(midnight, 10), new Set(slots(midnight, 3)), midnight)).toBe(3);
  });

  test('24 a day, and the rest in the first of the next', () => {
    const told = new Set(slots(midnight, 40));
    expect(countMails(slots(midnight, 288), told, midnight)).toBe(24);
    expect(countMails(slots(midnight, 289), told, midnight)).toBe(25);
    expect(countMails(slots(midnight, 290), told, midnight + DAY_MS)).toBe(1);
  });

  test('those before count for the day and not for the sum', () => {
    const told = new Set(slots(midnight, 30));
    expect(countMails(slots(midnight, 100), told, midnight + 20 * 300_000)).toBe(4);
  });
});

describe('work in slices', () => {
  const forEver = function* (): Generator<void, never> {
    for (;;) yield;
  };

  test('lets others have their turn, and answers what it came to', async () => {
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    // Ends only because others had their turn.
    const answer = await inSlices(
      (function* () {
        while (turns < 2) yield;
        return 'done';
      })(),
      { signal: new AbortController().signal, isOver: () => false },
    );
    clearInterval(timer);
    expect(answer).toBe('done');
  });

  test('ends once nobody waits, or its time is up', async () => {
    const client = new AbortController();
    setTimeout(() => client.abort(new Error('gone')), 5);
    const { signal } = client;
    await expect(inSlices(forEver(), { signal, isOver: () => false })).rejects.toThrow('gone');
    const stays = new AbortController().signal;
    await expect(inSlices(forEver(), { signal: stays, isOver: () => true })).rejects.toMatchObject({
      name: 'OutOfTimeError',
    });
  });
});
