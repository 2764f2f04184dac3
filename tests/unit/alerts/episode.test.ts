import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { advanceEpisode, type Episode, REOPEN_MS, type Reading, reopened } from '@/lib/alerts/episode';
import type { Level } from '@/lib/alerts/level';

const SLOT_MS = 300_000;
const MEAN = 100;

const begun = (level: Level, ratio: number): Episode => ({
  ...level,
  resolvedMs: null,
  staleMs: null,
  missingSinceMs: null,
  calmSinceMs: null,
  peakRatio: ratio,
  peakAtMs: 0,
  closing: null,
});

/** The states of one episode over slots, one letter each: `o`pen, `s`tale, `R`esolved; null: no ratio. */
function run(level: Level, ratios: readonly (number | null)[]): string {
  let episode: Episode = begun(level, ratios[0] ?? 0);
  let said = 'o';
  for (const [slot, ratio] of ratios.entries()) {
    if (slot === 0) continue;
    const reading: Reading | null = ratio === null ? null : { value: ratio * MEAN, mean: MEAN };
    const atMs = slot * SLOT_MS;
    if (episode.resolvedMs === null) {
      episode = advanceEpisode(episode, reading, { atMs, intervalMs: SLOT_MS, isRestarted: false });
    } else if (reading !== null) episode = reopened(episode, reading, atMs) ?? episode;
    said += episode.resolvedMs !== null ? 'R' : episode.staleMs !== null ? 's' : 'o';
  }
  return said;
}

/** The same from the rule's words alone, looking back over the whole story at each slot. */
function naive({ direction, threshold }: Level, ratios: readonly (number | null)[]): string {
  const far = (ratio: number) => (direction === 'above' ? ratio : 1 / ratio);
  let said = 'o';
  let endedAt = 0;
  for (let slot = 1; slot < ratios.length; slot++) {
    const ratio = ratios[slot] ?? null;
    if (said.at(-1) === 'R') {
      const again = ratio !== null && far(ratio) > threshold && slot - endedAt <= 6;
      said += again ? 'o' : 'R';
      continue;
    }
    if (ratio === null) {
      const lastThree = ratios.slice(slot - 2, slot + 1);
      const isVanished = slot >= 3 && lastThree.every((one) => one === null);
      said += said.at(-1) === 's' || isVanished ? 's' : 'o';
      continue;
    }
    const before = lastSeen(ratios, said, slot);
    const isOver = far(ratio) < 0.9 * threshold && before !== null && far(before) < 0.9 * threshold;
    if (isOver) endedAt = slot;
    said += isOver ? 'R' : 'o';
  }
  return said;
}

/** The last ratio before a slot since the series was last stale or its alert resolved. */
function lastSeen(ratios: readonly (number | null)[], said: string, slot: number): number | null {
  for (let i = slot - 1; i >= 0 && said[i] === 'o'; i--) {
    const ratio = ratios[i] ?? null;
    if (ratio !== null) return ratio;
  }
  return null;
}

describe('an alert above 3x', () => {
  const above: Level = { direction: 'above', threshold: 3 };
  test.each([
    ['lasts while it is above', [4, 4, 4], 'ooo'],
    ['is over in the second calm slot', [4, 2, 2], 'ooR'],
    ['is not over by one calm slot', [4, 2, 4, 2, 4], 'ooooo'],
    ['is not over between 2.7x and 3x', [4, 2.75, 2.75, 2.75], 'oooo'],
    ['is stale after three slots without a ratio, and goes on', [4, null, null, null, null, 4], 'ooosso'],
    ['needs two calm slots after it was stale', [4, 2, null, null, null, 2, 2], 'oooosoR'],
    ['is not held up by a gap of one slot', [4, 2, null, 2], 'oooR'],
    ['opens again within 30 minutes', [4, 2, 2, 2, 2, 2, 2, 2, 4], 'ooRRRRRRo'],
    ['and not after', [4, 2, 2, 2, 2, 2, 2, 2, 2, 4], 'ooRRRRRRRR'],
    ['does not open again below its threshold', [4, 2, 2, 2.9], 'ooRR'],
  ])('%s', (_, ratios, expected) => {
    expect(run(above, ratios)).toBe(expected);
  });
});

test('below is the mirror: over above mean / 2.7', () => {
  const below: Level = { direction: 'below', threshold: 3 };
  expect(run(below, [0.3, 0.36, 0.36, 0.36])).toBe('oooo');
  expect(run(below, [0.3, 0.38, 0.38])).toBe('ooR');
});

test('any story is told as the rule says it', () => {
  const ratio = fc.option(fc.constantFrom(0.1, 0.2, 0.36, 0.38, 1, 2, 2.6, 2.8, 3.2, 5), { nil: null });
  fc.assert(
    fc.property(fc.array(ratio, { maxLength: 40 }), fc.constantFrom('above', 'below'), (rest, direction) => {
      const level: Level = { direction, threshold: 3 };
      const story = [direction === 'above' ? 4 : 0.2, ...rest];
      expect(run(level, story)).toBe(naive(level, story));
    }),
    { numRuns: 2_000 },
  );
});

test('keeps its peak, and where it ended', () => {
  const slot = (atMs: number) => ({ atMs, intervalMs: SLOT_MS, isRestarted: false });
  const peaked = advanceEpisode(
    begun({ direction: 'above', threshold: 3 }, 4),
    { value: 700, mean: 100 },
    slot(1),
  );
  expect(peaked).toMatchObject({ peakRatio: 7, peakAtMs: 1 });
  const calm = advanceEpisode(peaked, { value: 150, mean: 100 }, slot(2));
  const over = advanceEpisode(calm, { value: 120, mean: 100 }, slot(3));
  expect(over).toMatchObject({ peakRatio: 7, resolvedMs: 3, closing: { value: 120, mean: 100 } });
  expect(reopened(over, { value: 400, mean: 100 }, 3 + REOPEN_MS)).toMatchObject({
    resolvedMs: null,
    closing: null,
  });
});

test('nothing new is the same object, so that nothing is written', () => {
  const episode = begun({ direction: 'above', threshold: 3 }, 4);
  const slot = { atMs: 1, intervalMs: SLOT_MS, isRestarted: false };
  expect(advanceEpisode(episode, { value: 350, mean: 100 }, slot)).toBe(episode);
});

test('a baseline that begins anew ends it at once, with nothing to compare', () => {
  const stale = { ...begun({ direction: 'above', threshold: 3 }, 4), staleMs: 1, missingSinceMs: 1 };
  const over = advanceEpisode(stale, null, { atMs: 9, intervalMs: SLOT_MS, isRestarted: true });
  expect(over).toMatchObject({ resolvedMs: 9, staleMs: null, closing: null });
});
