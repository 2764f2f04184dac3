import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { advance, rebuild } from '@/lib/series/advance';
import { WINDOW_MS } from '@/lib/series/baseline';
import { emptyStats } from '@/lib/series/stats-table';
import type { ObservationRows, StatsTable } from '@/lib/series/types';
import { recompute, tolerance } from '@/tests/support/recompute';

const START_MS = Date.UTC(2026, 10, 24);

interface Observation {
  id: number;
  atMs: number;
  values: number[];
}

const asRows = (observations: readonly Observation[], metricCount: number): ObservationRows => ({
  metricCount,
  dimensionIds: Int32Array.from(observations, ({ id }) => id),
  atMs: Float64Array.from(observations, ({ atMs }) => atMs),
  values: Float64Array.from(observations.flatMap(({ values }) => values)),
});

/** The tracker without a database: every observation is kept, and handed back as the store would. */
class World {
  stats: StatsTable;
  readonly kept: Observation[] = [];

  constructor(readonly metricCount: number) {
    this.stats = emptyStats(new Int32Array(0), metricCount);
  }

  slot(
    atMs: number,
    observed: Omit<Observation, 'atMs'>[],
    intervalMs = 300_000,
    restarted: number[] = [],
  ): number {
    const now = observed.map((each) => ({ ...each, atMs }));
    const batch = { ...asRows(now, this.metricCount), atMs };
    const next = advance(this.stats, batch, [asRows(this.kept, this.metricCount)], intervalMs, restarted);
    this.kept.push(...now);
    rebuild(next.stats, next.rebuild, asRows(this.kept, this.metricCount));
    this.stats = next.stats;
    return next.rebuild.length;
  }

  /** What each series' baseline should be, from the raw values. */
  expectExact(): void {
    this.stats.dimensionIds.forEach((id, row) => {
      const at = this.stats.atMs[row] ?? 0;
      const inside = this.kept.filter((o) => o.id === id && o.atMs >= at - WINDOW_MS && o.atMs < at);
      for (let column = 0; column < this.metricCount; column++) {
        const cell = row * this.metricCount + column;
        const values = inside.map((o) => o.values[column] ?? Number.NaN).filter((v) => !Number.isNaN(v));
        expect(this.stats.count[cell]).toBe(values.length);
        if (values.length < 2) continue;
        const expected = recompute(values);
        const stddev = Math.sqrt((this.stats.m2[cell] ?? 0) / (values.length - 1));
        expect(Math.abs((this.stats.mean[cell] ?? 0) - expected.mean)).toBeLessThanOrEqual(
          tolerance(expected),
        );
        expect(Math.abs(stddev - expected.stddev)).toBeLessThanOrEqual(tolerance(expected));
      }
    });
  }
}

describe('the baseline of a dimension', () => {
  const hour = (n: number) => START_MS + n * 3_600_000;
  const baseline = ({ stats }: World) => [stats.count[0], stats.mean[0], stats.latest[0]];

  test('is of the observations before its latest one', () => {
    const world = new World(1);
    world.slot(hour(0), [{ id: 1, values: [10] }]);
    expect(baseline(world)).toEqual([0, 0, 10]);
    world.slot(hour(1), [{ id: 1, values: [30] }]);
    expect(baseline(world)).toEqual([1, 10, 30]);
  });

  test('holds the observation of exactly 24 h ago, and no older one', () => {
    const world = new World(1);
    world.slot(hour(0), [{ id: 1, values: [10] }]);
    world.slot(hour(1), [{ id: 1, values: [20] }]);
    world.slot(hour(24), [{ id: 1, values: [90] }]);
    expect(baseline(world)).toEqual([2, 15, 90]);
    world.slot(hour(24.5), [{ id: 1, values: [40] }]);
    expect(baseline(world)).toEqual([2, 55, 40]);
  });

  test('is empty after a gap of more than 24 h', () => {
    const world = new World(1);
    world.slot(hour(0), [{ id: 1, values: [10] }]);
    world.slot(hour(1), [{ id: 1, values: [20] }]);
    world.slot(hour(25.1), [{ id: 1, values: [30] }]);
    expect(baseline(world)).toEqual([0, 0, 30]);
  });

  test('stays as it is while the dimension is not seen, and is gone after 24 h', () => {
    const world = new World(1);
    world.slot(hour(0), [{ id: 1, values: [10] }]);
    world.slot(hour(1), [{ id: 1, values: [20] }]);
    world.slot(hour(9), [{ id: 2, values: [5] }]);
    expect(baseline(world)).toEqual([1, 10, 20]);
    world.slot(hour(25), [{ id: 2, values: [6] }]);
    expect([...world.stats.dimensionIds]).toEqual([2]);
  });

  test('takes in an observation of the past, and does not move back for it', () => {
    const world = new World(1);
    world.slot(hour(0), [{ id: 1, values: [10] }]);
    world.slot(hour(4), [{ id: 1, values: [70] }]);
    world.slot(hour(2), [{ id: 1, values: [20] }]);
    expect(baseline(world)).toEqual([2, 15, 70]);
    expect(world.stats.atMs[0]).toBe(hour(4));
  });

  test('gets a column when a metric is added', () => {
    const world = new World(1);
    world.slot(hour(0), [{ id: 1, values: [10] }]);
    world.slot(hour(1), [{ id: 1, values: [20] }]);
    const batch = { ...asRows([{ id: 1, atMs: hour(2), values: [30, 7] }], 2), atMs: hour(2) };
    const { stats } = advance(world.stats, batch, [], 300_000);
    expect([...stats.count]).toEqual([2, 0]);
    expect([...stats.latest]).toEqual([30, 7]);
  });

  test('begins anew where it is restarted, and stays so when it is rebuilt', () => {
    const world = new World(1);
    world.slot(hour(0), [{ id: 1, values: [10] }]);
    world.slot(hour(1), [{ id: 1, values: [20] }]);
    world.slot(hour(2), [{ id: 1, values: [1000] }], 300_000, [1]);
    expect(baseline(world)).toEqual([0, 0, 1000]);
    world.slot(hour(3), [{ id: 1, values: [1100] }]);
    world.slot(hour(4), [{ id: 1, values: [1200] }]);
    expect(baseline(world)).toEqual([2, 1050, 1200]);
    rebuild(world.stats, Int32Array.of(1), asRows(world.kept, 1));
    expect(baseline(world)).toEqual([2, 1050, 1200]);
    world.slot(hour(25.5), [{ id: 1, values: [1300] }]);
    expect(baseline(world)).toEqual([3, 1100, 1300]);
    world.slot(hour(26.5), [{ id: 1, values: [1400] }]);
    expect(baseline(world)).toEqual([3, 1200, 1400]);
  });

  test('is rebuilt in turn, every dimension once a day', () => {
    const world = new World(1);
    const ids = [7, 8, 9];
    let rebuilt = 0;
    for (let i = 0; i < 24; i++) {
      rebuilt += world.slot(
        hour(i),
        ids.map((id) => ({ id, values: [i % 5] })),
        3_600_000,
      );
    }
    expect(rebuilt).toBe(3);
  });
});

/** Days in a life: gaps of minutes to days, changed intervals, late slots, nulls, constants, runs of outliers. */
const life = fc.record({
  series: fc.array(
    fc.record({ level: fc.constantFrom(1e-7, 0.9998, 64_231.5), calm: fc.constantFrom(0, 1e-10, 0.01) }),
    {
      minLength: 1,
      maxLength: 3,
    },
  ),
  slots: fc.array(
    fc.record({
      afterMinutes: fc.constantFrom(1, 5, 5, 5, 5, 30, 180, 600, 1439, 1441, -5),
      noise: fc.double({ min: -1, max: 1, noNaN: true }),
      outlier: fc.constantFrom(1, 1, 1, 1, 1, 1, 1, 4, 2e3, 1e6, 5e8),
      absent: fc.integer({ min: 0, max: 5 }),
      unknown: fc.integer({ min: 0, max: 5 }),
    }),
    { minLength: 20, maxLength: 120 },
  ),
});

test('every baseline agrees with a recomputation over raw values, whatever happens to the slots', () => {
  fc.assert(
    fc.property(life, ({ series, slots }) => {
      const world = new World(2);
      const used = new Set<number>();
      let atMs = START_MS;
      for (const { afterMinutes, noise, outlier, absent, unknown } of slots) {
        atMs += afterMinutes * 60_000;
        if (used.has(atMs)) continue;
        used.add(atMs);
        const observed = series.map(({ level, calm }, i) => {
          const value = level * (1 + calm * noise) * outlier;
          return { id: i + 1, values: [value, i === unknown ? Number.NaN : value * 2] };
        });
        world.slot(
          atMs,
          observed.filter(({ id }) => id !== absent),
          Math.abs(afterMinutes) * 60_000,
        );
      }
      world.expectExact();
    }),
    { numRuns: 200 },
  );
});
