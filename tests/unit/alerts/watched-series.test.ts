import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { REOPEN_MS } from '@/lib/alerts/episode';
import type { Direction } from '@/lib/alerts/level';
import { type LevelRange, MAX_RANGES } from '@/lib/alerts/level-range';
import { advanceSeries, reachOf, unwatched, type WatchedSeries } from '@/lib/alerts/watched-series';
import {
  holds,
  LEVELS,
  LevelMachine,
  type Moment,
  readingOf,
  SLOT_MS,
  story,
} from '@/tests/support/alerts/level-machine';

const EVIDENCE = { quality: 0, venuesAgreeing: 1, venuesListing: 1 };

/** Lives through a story as one number and as a machine for each level, and compares them at each slot. */
function compare(
  direction: Direction,
  moments: readonly Moment[],
  isWatchedFirst: (place: number) => boolean,
) {
  const watched = new Set(LEVELS.filter((_, place) => isWatchedFirst(place)));
  const machines = LEVELS.map((threshold) => new LevelMachine(direction, threshold));
  /** Levels that were added while they were open: whether that is known depends on what else is watched. */
  const unclear = new Set<number>();
  let series: WatchedSeries = unwatched({ dimensionId: 1, metric: 'price', direction });
  let previous: Moment | null = null;
  moments.forEach((moment, slot) => {
    const atMs = (slot + 1) * SLOT_MS;
    const added = moment.adds === null ? null : (LEVELS[moment.adds] ?? null);
    if (added !== null && !watched.has(added)) {
      watched.add(added);
      if (machines.some(({ threshold, episode }) => threshold === added && episode !== null))
        unclear.add(added);
    }
    const known = previous?.isLiquid && !previous.isRestarted ? (previous.distance ?? 0) : 0;
    const advanced = advanceSeries(series, {
      atMs,
      intervalMs: SLOT_MS,
      reading: moment.isRestarted ? null : readingOf(direction, moment.distance),
      isRestarted: moment.isRestarted,
      isLiquid: () => moment.isLiquid,
      knownDistance: () => known,
      evidence: EVIDENCE,
      hasLevel: (from, to) => [...watched].some((level) => holds({ from, to }, level)),
    });
    const { ranges } = advanced.series ?? { ranges: [] };
    for (const machine of machines) {
      const { threshold, episode } = machine;
      machine.advance(moment, atMs, known > threshold);
      const range = ranges.find((each) => holds(each, threshold));
      const isOver = episode?.resolvedMs != null && atMs - episode.resolvedMs > REOPEN_MS;
      if (isOver && range === undefined) unclear.delete(threshold);
      if (!watched.has(threshold) || unclear.has(threshold)) continue;
      expect({
        slot,
        threshold,
        ...stateIn(range, atMs),
        isBegun: advanced.begun !== null && holds(advanced.begun, threshold),
      }).toEqual({
        slot,
        threshold,
        ...stateOf(machine, atMs),
      });
    }
    series = advanced.series ?? unwatched(series);
    previous = moment;
  });
}

function stateIn(range: LevelRange | undefined, atMs: number) {
  if (range === undefined) return NOTHING;
  const { openedMs, opening, peakRatio, closedMs, closing } = range;
  return { isEnded: closedMs === atMs, openedMs, opening, peakRatio, closedMs, closing };
}

const NOTHING = { isBegun: false, isEnded: false };

function stateOf({ episode, begun, ended }: LevelMachine, atMs: number) {
  if (episode === null) return NOTHING;
  const { openedMs, opening, peakRatio, resolvedMs, closing } = episode;
  if (resolvedMs !== null && atMs - resolvedMs > REOPEN_MS) return NOTHING;
  return { isBegun: begun, isEnded: ended, openedMs, opening, peakRatio, closedMs: resolvedMs, closing };
}

describe.each(['above', 'below'] as const)('one number for all levels %s', (direction) => {
  test('is what a machine for each level says, through gaps, restarts and thin markets', () => {
    fc.assert(
      fc.property(story, (moments) => compare(direction, moments, () => true)),
      { numRuns: 300 },
    );
  });

  test('also for levels that somebody begins to watch in between', () => {
    fc.assert(
      fc.property(story, fc.nat({ max: 255 }), (moments, mask) =>
        compare(direction, moments, (place) => ((mask >> place) & 1) === 1),
      ),
      { numRuns: 300 },
    );
  });
});

test('a slow climb through a thousand levels keeps few ranges, and none loses its end', () => {
  const levels = Array.from({ length: 1_000 }, (_, i) => 1.25 + i / 100);
  let series: WatchedSeries = unwatched({ dimensionId: 1, metric: 'price', direction: 'above' });
  const hasLevel = (from: number, to: number) => levels.some((level) => from <= level && level < to);
  const slotOf = (atMs: number, far: number) => ({
    atMs,
    intervalMs: SLOT_MS,
    reading: { value: far, mean: 1 },
    isRestarted: false,
    isLiquid: () => true,
    knownDistance: () => 0,
    evidence: EVIDENCE,
    hasLevel,
  });
  levels.forEach((level, i) => {
    series = advanceSeries(series, slotOf(i * SLOT_MS, level + 0.005)).series ?? series;
    expect(series.ranges.length).toBeLessThanOrEqual(MAX_RANGES);
    // Nobody who was notified as a level opened has its opening put before that.
    expect(series.ranges.find((range) => holds(range, level))?.openedMs).toBe(i * SLOT_MS);
  });
  expect(reachOf(series)).toBeCloseTo(11.245);
  for (const i of [1_000, 1_001]) {
    series = advanceSeries(series, slotOf(i * SLOT_MS, 1)).series ?? series;
  }
  expect(reachOf(series)).toBeLessThan(1.25);
  const closed = levels.map((level) => series.ranges.find((range) => holds(range, level))?.closedMs);
  expect(new Set(closed)).toEqual(new Set([1_001 * SLOT_MS]));
});
