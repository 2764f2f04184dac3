import { describe, expect, it } from 'vitest';
import { judgeMarket, type MarketState } from '@/lib/quality';
import { isCorrected, levelAgreed } from '@/lib/quality/correction';
import { waitFor } from '@/lib/quality/pending';
import { marketCase, testimony } from './build';

const slot = { atMs: 3_000_000_000, intervalMs: 300_000 };
const beforeMs = slot.atMs - slot.intervalMs;
const reference = { atMs: 1, price: 100, mean: 99 };
const refused = { atMs: beforeMs, price: 1000 };
const alone = testimony({ listing: 0, voting: 0, contradicting: 0, level: Number.NaN, slotStep: Number.NaN });
const far = { price: 1000, step: 10, ratio: 10, level: 10, slotStep: 1 };
const contradicted = marketCase({ ...far, peers: testimony({ level: 10 }) });
const unclear = marketCase({ ...far, peers: alone });
const judge = (market: Parameters<typeof judgeMarket>[0], before?: MarketState) =>
  judgeMarket(market, before, reference, slot);

describe('waitFor', () => {
  const held = (...prices: number[]) => prices.map((price, i) => ({ atMs: i, price }));
  const value = { atMs: 9, price: 100 };

  it.each([
    ['the first', [], { confirmed: false, broken: false, length: 1 }],
    ['the second', [100], { confirmed: false, broken: false, length: 2 }],
    ['the third', [100, 100], { confirmed: true, broken: false, length: 3 }],
    ['within 1.25x of both', [124, 80.1], { confirmed: true, broken: false, length: 3 }],
    ['not within 1.25x of one', [126, 100], { confirmed: false, broken: true, length: 1 }],
    ['not within 1.25x of one, downwards', [100, 79], { confirmed: false, broken: true, length: 1 }],
  ])('%s', (_, prices, { confirmed, broken, length }) => {
    const waiting = waitFor(value, held(...prices));
    expect(waiting).toMatchObject({ confirmed, broken });
    expect(waiting.run).toHaveLength(length);
    expect(waiting.run.at(-1)).toBe(value);
  });
});

describe('levelAgreed', () => {
  it.each([
    [1.1, 2, 3],
    [1.101, 2, 0],
    [1 / 1.1, 0, 1],
    [1 / 1.101, 5, 0],
    [Number.NaN, 2, 0],
  ])('of level %d after %d: %d', (level, before, expected) => {
    expect(levelAgreed(level, before)).toBe(expected);
  });

  it('corrects at three', () => {
    expect([2, 3, 4].map((agreed) => isCorrected(agreed))).toEqual([false, true, true]);
  });
});

describe('judgeMarket', () => {
  it('remembers nothing of a market in its usual state', () => {
    expect(judge(marketCase())).toEqual({
      quality: 'good',
      reason: null,
      peers: null,
      state: null,
      dropped: false,
    });
    expect(judge(marketCase({ peers: alone }))).toMatchObject({ quality: 'single-venue', state: null });
    expect(judge(marketCase({ ratio: 2, peers: testimony({ voting: 0, contradicting: 0 }) }))).toMatchObject({
      quality: 'single-venue',
      state: null,
    });
  });

  it('rejects what is contradicted, and keeps what it is measured by', () => {
    expect(judge(contradicted)).toEqual({
      quality: 'rejected',
      reason: 'uncorroborated',
      peers: 'its price is 10.00x its baseline, while 4 of 4 other venues agree on 1.00x',
      dropped: false,
      state: {
        refused: { atMs: slot.atMs, price: 1000 },
        reference,
        levelAgreed: 0,
        steps: { sinceMs: slot.atMs, missedAtMs: [] },
      },
    });
  });

  it('is good at once when it is back', () => {
    const before = { refused, reference, pending: [refused], levelAgreed: 2 };
    expect(judge(marketCase(), before)).toMatchObject({ quality: 'good', state: null, dropped: true });
  });

  it('holds what is unclear, slot by slot, and releases the third time', () => {
    const first = judge(unclear);
    expect(first).toMatchObject({ quality: 'pending', reason: 'pending', dropped: false });
    expect(first.state).toEqual({
      refused: { atMs: slot.atMs, price: 1000 },
      reference,
      steps: { sinceMs: slot.atMs, missedAtMs: [slot.atMs] },
      pending: [{ atMs: slot.atMs, price: 1000 }],
    });
    const second = judge(unclear, { refused, pending: [refused] });
    expect(second.state?.pending).toHaveLength(2);
    const oldest = { atMs: beforeMs - slot.intervalMs, price: 1000 };
    expect(judge(unclear, { refused, pending: [oldest, refused] })).toEqual({
      quality: 'single-venue',
      reason: null,
      peers: null,
      state: { knownSinceMs: oldest.atMs },
      releasedSinceMs: oldest.atMs,
      dropped: false,
    });
  });

  it('drops what it held where a slot is missing in between, or the price is another', () => {
    const late = { refused: { ...refused, atMs: beforeMs - 1 }, pending: [refused] };
    expect(judge(unclear, late)).toMatchObject({ quality: 'pending', dropped: true });
    expect(judge(unclear, late).state?.pending).toHaveLength(1);
    const other = { ...refused, price: 100 };
    expect(judge(unclear, { refused: other, pending: [other] })).toMatchObject({ dropped: true });
    expect(judge(contradicted, { refused, pending: [refused] })).toMatchObject({
      quality: 'rejected',
      dropped: true,
    });
    expect(judge(contradicted, { refused, pending: [refused] }).state?.pending).toBeUndefined();
  });

  describe('known on its own word', () => {
    const known = { knownSinceMs: 2_900_000_000 };

    it.each([
      [1.25, 'single-venue'],
      [1.26, 'pending'],
      [1 / 1.25, 'single-venue'],
      [1 / 1.26, 'pending'],
    ])('at a step of %d it is %s', (step, quality) => {
      const verdict = judge({ ...unclear, step }, known);
      expect(verdict.quality).toBe(quality);
      expect(verdict.state?.knownSinceMs).toBe(known.knownSinceMs);
    });

    it('is remembered while it is refused, and when a new level is confirmed', () => {
      expect(judge(contradicted, known).state?.knownSinceMs).toBe(known.knownSinceMs);
      const before = { ...known, refused, pending: [refused, refused] };
      expect(judge(unclear, before)).toMatchObject({ releasedSinceMs: beforeMs, state: known });
    });

    it('takes all of that back when it jumps back to the level of its peers', () => {
      const back = marketCase({ step: 0.1, ratio: 0.2, peers: testimony({ level: 1.1 }) });
      expect(judge(back, { ...known, pending: [refused] })).toEqual({
        quality: 'good',
        reason: null,
        peers: null,
        state: null,
        dropped: true,
        withdrawn: { sinceMs: known.knownSinceMs, all: true },
      });
      expect(judge(back, known).dropped).toBe(false);
      expect(judge(back, { refused }).withdrawn).toBeUndefined();
      expect(judge({ ...back, peers: testimony({ level: 1.101 }) }, known).withdrawn).toBeUndefined();
      expect(judge({ ...back, step: 1 / 1.5, ratio: 1 }, known)).toMatchObject({
        quality: 'good',
        state: null,
      });
      expect(judge({ ...back, step: 1 / 1.5, ratio: 1 }, known).withdrawn).toBeUndefined();
    });

    it('says so while its peers are elsewhere, for a week at most', () => {
      const apart = marketCase({ peers: testimony({ agreeing: 4, contradicting: 0, level: 10 }) });
      const sinceMs = (days: number) => ({ knownSinceMs: slot.atMs - days * 86_400_000 });
      expect(judge(apart, sinceMs(6.99))).toMatchObject({ quality: 'single-venue', state: sinceMs(6.99) });
      expect(judge(apart, sinceMs(7))).toMatchObject({ quality: 'good', state: null });
      expect(judge(marketCase(), known)).toMatchObject({ quality: 'good', state: null });
    });
  });

  it("is corrected at the third slot at its peers' level, and what was far from them is taken back", () => {
    const right = { ...contradicted, level: 1.05 };
    expect(judge(right, { refused, levelAgreed: 1 })).toMatchObject({
      quality: 'rejected',
      state: { levelAgreed: 2 },
    });
    expect(judge(right, { refused, levelAgreed: 2 })).toMatchObject({
      quality: 'good',
      state: null,
      restarted: 'correction',
      withdrawn: { sinceMs: 0, all: false },
      peers: expect.stringContaining('10.00x its baseline'),
    });
    expect(judge(contradicted, { refused, levelAgreed: 2 }).state?.levelAgreed).toBe(0);
    const late = { refused: { ...refused, atMs: beforeMs - 1 }, levelAgreed: 2 };
    expect(judge(right, late).state?.levelAgreed).toBe(1);
  });

  it('is rebased after a day, and takes nothing back', () => {
    const steps = { sinceMs: slot.atMs - 86_400_000, missedAtMs: [] };
    const verdict = judge(contradicted, { refused, steps });
    expect(verdict).toMatchObject({ quality: 'good', state: null, restarted: 'rebase' });
    expect(verdict.withdrawn).toBeUndefined();
    const later = { ...steps, sinceMs: steps.sinceMs + 1 };
    expect(judge(contradicted, { refused, steps: later })).toMatchObject({
      quality: 'rejected',
      state: { steps: later },
    });
    expect(
      judge({ ...contradicted, slotStep: 1.2 }, { refused, steps: later }).state?.steps?.missedAtMs,
    ).toEqual([slot.atMs]);
  });

  it('has nothing to be measured by without a past', () => {
    const verdict = judgeMarket(contradicted, undefined, undefined, slot);
    expect(verdict.state).not.toHaveProperty('reference');
    expect(verdict.state).not.toHaveProperty('knownSinceMs');
  });

  it.each([
    [contradicted.peers, {}, 'its price is 10.00x its baseline, while 4 of 4 other venues agree on 1.00x'],
    [alone, {}, 'its price is 10.00x its baseline, and no other venue lists it'],
    [
      testimony({ voting: 0, contradicting: 0 }),
      {},
      'its price is 10.00x its baseline, and no other venue can tell',
    ],
    [
      testimony({ voting: 1, contradicting: 0 }),
      { ratio: Number.NaN, step: 0.05 },
      'its price is 0.050x its last price, and 0 of 1 other venues agree',
    ],
    [
      testimony({ voting: 3, agreeing: 1, contradicting: 0 }),
      { turnover: 999 },
      'its price is 10.00x its baseline, and 1 of 3 other venues agrees, and it hardly trades',
    ],
    [alone, { turnover: 1000 }, 'its price is 10.00x its baseline, and no other venue lists it'],
  ])('says what %j said', (peers, change, expected) => {
    expect(judge(marketCase({ ...far, ...change, peers })).peers).toBe(expected);
  });
});
