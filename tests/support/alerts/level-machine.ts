import fc from 'fast-check';
import { advanceEpisode, type Episode, type Reading, reopened } from '@/lib/alerts/episode';
import { type Direction, exceeds } from '@/lib/alerts/level';

export const SLOT_MS = 300_000;
const MEAN = 100;
export const LEVELS = [1.25, 1.5, 2, 2.5, 3, 4, 5, 10];

/** One slot of a story: null: no ratio. */
export interface Moment {
  distance: number | null;
  isLiquid: boolean;
  isRestarted: boolean;
  /** The place of a level that somebody begins to watch in this slot, if any. */
  adds: number | null;
}

// No distance is a level, or nine tenths of one: there the two ways of comparing may round apart.
const distance = fc.integer({ min: 80, max: 1200 }).map((hundredths) => hundredths / 100 + 0.003);
const moment: fc.Arbitrary<Moment> = fc.record({
  distance: fc.option(distance, { freq: 6 }),
  isLiquid: fc.integer({ min: 0, max: 7 }).map((n) => n > 0),
  isRestarted: fc.integer({ min: 0, max: 30 }).map((n) => n === 0),
  adds: fc.option(fc.nat({ max: LEVELS.length - 1 }), { freq: 4 }),
});
export const story = fc.array(moment, { minLength: 3, maxLength: 60 });

export const readingOf = (direction: Direction, far: number | null): Reading | null =>
  far === null ? null : { value: direction === 'above' ? MEAN * far : MEAN / far, mean: MEAN };

type Level = Episode & { openedMs: number; opening: Reading };

/** One level alone, by the rules of a single alert. */
export class LevelMachine {
  episode: Level | null = null;
  begun = false;
  ended = false;

  constructor(
    readonly direction: Direction,
    readonly threshold: number,
  ) {}

  get isOpen() {
    return this.episode !== null && this.episode.resolvedMs === null;
  }

  advance(moment: Moment, atMs: number, wasBeyond: boolean): void {
    const reading = readingOf(this.direction, moment.distance);
    this.begun = this.ended = false;
    if (this.episode !== null && this.isOpen) {
      const { isRestarted } = moment;
      this.episode = advanceEpisode(this.episode, reading, { atMs, intervalMs: SLOT_MS, isRestarted });
      this.ended = this.episode.resolvedMs === atMs;
      return;
    }
    if (moment.isRestarted || reading === null || !moment.isLiquid) return;
    if (!exceeds(this, reading.value, reading.mean)) return;
    const again = this.episode && reopened(this.episode, reading, atMs);
    this.begun = again === null && !wasBeyond;
    this.episode = again ?? opened(this, reading, atMs);
  }
}

function opened({ direction, threshold }: LevelMachine, reading: Reading, atMs: number): Level {
  const peakRatio = reading.value / reading.mean;
  const open = { resolvedMs: null, staleMs: null, missingSinceMs: null, calmSinceMs: null, closing: null };
  return { direction, threshold, ...open, peakRatio, peakAtMs: atMs, openedMs: atMs, opening: reading };
}

export const holds = ({ from, to }: { from: number; to: number }, level: number) =>
  from <= level && level < to;
