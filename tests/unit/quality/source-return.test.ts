import { describe, expect, it } from 'vitest';
import { judgeSources, wellInARow } from '@/lib/quality';
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
