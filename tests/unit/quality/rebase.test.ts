import { describe, expect, it } from 'vitest';
import { MINUTE_MS } from '@/lib/model/time';
import type { StepRecord } from '@/lib/quality/market-state';
import { isRebased, recordStep } from '@/lib/quality/rebase';

const SLOTS_A_DAY = 288;
const agree = { own: 1.02, peers: 1 };
const differ = { own: 1.2, peers: 1 };

/** Slots of 5 minutes: `+` agrees, `-` does not, a space is absent. Answers in which slot it is a rebase, or null. */
function play(slots: string): number | null {
  let record: StepRecord | undefined;
  let lastMs = 0;
  for (const [i, sign] of [...slots].entries()) {
    if (sign === ' ') continue;
    const slot = { atMs: i * 5 * MINUTE_MS, intervalMs: 5 * MINUTE_MS };
    record = recordStep(sign === '+' ? agree : differ, record, lastMs, slot);
    lastMs = slot.atMs;
    if (isRebased(record, slot)) return i;
  }
  return null;
}

const day = (sign: string) => sign.repeat(SLOTS_A_DAY);

describe('a rebase', () => {
  it.each([
    ['after a day of agreement, whose first slot is the jump', `-${day('+')}`, SLOTS_A_DAY],
    ['not before', `-${'+'.repeat(SLOTS_A_DAY - 1)}`, null],
    [
      'with 14 slots of the day that differ, of which the first is one',
      `-${'-+'.repeat(13)}${day('+')}`,
      SLOTS_A_DAY,
    ],
    ['later with one more: from the second of them on', `-${'-+'.repeat(14)}${day('+')}`, SLOTS_A_DAY + 1],
    ['never while every tenth differs', '-+++++++++'.repeat(200), null],
    ['with 13 absent slots', `-+${' '.repeat(13)}${day('+')}`, SLOTS_A_DAY],
    ['later with one more', `-+${' '.repeat(14)}${day('+')}`, SLOTS_A_DAY + 1],
    ['not by having been away', `-+${day(' ')}+`, null],
    ['nor after that sooner than in a day', `-+${day(' ')}${day('+')}`, 2 * SLOTS_A_DAY - 12],
  ])('comes %s', (_, slots, expected) => {
    expect(play(slots)).toBe(expected);
  });

  it.each([
    ['just inside 1.1x', { own: 1.099, peers: 1 }, 0],
    ['just outside', { own: 1.101, peers: 1 }, 1],
    ['just inside, downwards', { own: 1 / 1.099, peers: 1 }, 0],
    ['as the peers moved', { own: 2, peers: 2.1 }, 0],
    ['no step of its own', { own: Number.NaN, peers: 1 }, 1],
    ['no peer', { own: 1, peers: Number.NaN }, 1],
  ])('counts a step %s', (_, steps, missed) => {
    const record = recordStep(steps, undefined, 0, { atMs: 0, intervalMs: 5 * MINUTE_MS });
    expect(record).toEqual({ sinceMs: 0, missedAtMs: missed === 1 ? [0] : [] });
  });

  it('needs every slot where a day has fewer than twenty', () => {
    const slot = { atMs: 7_200_000, intervalMs: 7_200_000 };
    expect(recordStep(differ, { sinceMs: 0, missedAtMs: [] }, 0, slot)).toEqual({
      sinceMs: 14_400_000,
      missedAtMs: [],
    });
  });

  it('forgets what differed more than a day ago', () => {
    const slot = { atMs: 300 * 5 * MINUTE_MS, intervalMs: 5 * MINUTE_MS };
    const lastMs = slot.atMs - slot.intervalMs;
    const old = slot.atMs - SLOTS_A_DAY * slot.intervalMs;
    expect(recordStep(agree, { sinceMs: 5, missedAtMs: [old, old + 1] }, lastMs, slot)).toEqual({
      sinceMs: 5,
      missedAtMs: [old + 1],
    });
  });
});
