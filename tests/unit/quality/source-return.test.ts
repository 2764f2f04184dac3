import { describe, expect, it } from 'vitest';
import { judgeSources, type SourceSlot, wellInARow } from '@/lib/quality';
import { source, sources } from './build';

/** One source's states over slots, by its steps from the last accepted price, beside three honest ones. */
function play(steps: number[], others = 1): string {
  const rejected: { well: boolean }[] = [];
  let sinceAccepted = 1;
  return steps
    .map((step) => {
      const slot = source('x', step, {
        slotsSinceAccepted: sinceAccepted,
        rejectedInARow: rejected.length,
        wellInARow: wellInARow(rejected),
      });
      const [verdict] = judgeSources([slot, ...sources(others, others, others)]);
      if (verdict?.state === 'rejected') rejected.unshift(verdict);
      else rejected.length = 0;
      sinceAccepted = verdict?.state === 'rejected' ? sinceAccepted + 1 : 1;
      return verdict?.state === 'rejected' ? 'r' : 'A';
    })
    .join('');
}

describe('the way back of a whole source', () => {
  it.each([
    ['at once after a single bad slot', [10, 1, 1], 'rAA'],
    ['at its third slot after two bad ones', [10, 10, 1, 1, 1, 1], 'rrrrAA'],
    ['after a day of lies, too', [...Array<number>(288).fill(10), 1, 1, 1], `${'r'.repeat(290)}A`],
    ['not while it stays at 10x', Array<number>(400).fill(10), 'r'.repeat(400)],
    ['counting anew after a relapse', [10, 10, 1, 1, 10, 1, 1, 1], 'rrrrrrrA'],
    ['just under 1.075x', [10, 1.074], 'rA'],
    ['not just above 1.075x, though nobody would reject it now', [10, 1.076, 1, 1, 1], 'rrrrA'],
    ['just under, downwards', [0.1, 1 / 1.074], 'rA'],
    ['not just above, downwards', [0.1, 1 / 1.076], 'rr'],
  ])('%s', (_, steps, expected) => {
    expect(play(steps)).toBe(expected);
  });

  it('asks its own median alone', () => {
    const back = source('x', 1, { slotsSinceAccepted: 2, rejectedInARow: 1 });
    expect(judgeSources([back, ...sources(10, 10, 10)])[0]?.state).toBe('accepted');
  });

  it('says what is still to come', () => {
    const others = sources(1, 1, 1);
    const reason = (step: number, well: number) =>
      judgeSources([source('x', step, { rejectedInARow: 5, wellInARow: well }), ...others])[0]?.reason;
    expect(reason(1, 0)).toBe(
      'its median step is 1.00x again, and it returns if that holds for 2 slots more',
    );
    expect(reason(1, 1)).toBe('its median step is 1.00x again, and it returns if that holds for 1 slot more');
    expect(reason(1, 2)).toBeNull();
    expect(reason(1.1, 2)).toBe('its median step is 1.10x, and once rejected it returns under 1.075x');
    expect(reason(0.01, 0)).toBe('its median step is 0.010x, while 3 of 3 other sources agree on 1.00x');
  });

  it('can be partial when it returns', () => {
    const back = source('x', 1, { rejectedInARow: 1, pricedNow: 89 });
    expect(judgeSources([back])[0]?.state).toBe('partial');
  });
});

describe('a source that was rejected, and stands elsewhere by its own median', () => {
  const levels = (known: number, level: number) =>
    Float64Array.from({ length: 10 }, (_, i) => (i < known ? level : Number.NaN));
  /** It lags behind a true fall: 0.8x of its last accepted prices from now on, while the others stand still. */
  const lagging = (change: Partial<SourceSlot>) =>
    source('x', 0.8, { rejectedInARow: 1, pricedNow: 10, pricedUsually: 10, ...change });
  const judged = (change: Partial<SourceSlot>, ...others: SourceSlot[]) =>
    judgeSources([lagging(change), ...others])[0];
  const still = ['a', 'b', 'c'].map((name) => source(name, 1));

  it.each([
    ['nothing speaks for it', {}, false],
    ['its prices are those of its peers', { levels: levels(10, 1.01) }, true],
    ['within 1.075x of them', { levels: levels(10, 1.074) }, true],
    ['not within 1.075x', { levels: levels(10, 1.076) }, false],
    ['the level of half of its markets is known', { levels: levels(5, 1) }, true],
    ['of fewer', { levels: levels(4, 1) }, false],
    ['it is at 10x of them', { levels: levels(10, 10) }, false],
  ])('%s', (_, change, well) => {
    expect(judged(change, ...still)).toMatchObject({ well, state: well ? 'accepted' : 'rejected' });
  });

  const fell = (...ratios: number[]) =>
    ratios.map((ratio, i) => source(`v${i}`, 1, { ratios: Float64Array.of(ratio) }));

  it.each([
    ['the others stand as low', fell(0.8, 0.8), true],
    ['within 1.075x of the median of them', fell(0.85, 0.86), true],
    ['not within 1.075x', fell(0.87, 0.87), false],
    ['one other is none', fell(0.8), false],
    ['they do not agree', fell(0.8, 1), false],
    ['most of them agree', fell(0.8, 0.8, 5), true],
    ['those without a ratio do not count', fell(0.8, 0.8, Number.NaN, Number.NaN), true],
    [
      'a stale one does not count',
      [...fell(0.8), { ...source('s', 1, { ratios: Float64Array.of(0.8) }), stale: true }],
      false,
    ],
  ])('its ratio: %s', (_, others, well) => {
    expect(judged({ ratios: Float64Array.of(0.8) }, ...others)?.well).toBe(well);
  });
});

describe('wellInARow', () => {
  it.each([
    ['', 0],
    ['wwi', 2],
    ['iww', 0],
    ['ww', 2],
    ['wiw', 1],
  ])('of %j, newest first: %d', (rejected, expected) => {
    expect(wellInARow([...rejected].map((slot) => ({ well: slot === 'w' })))).toBe(expected);
  });
});
