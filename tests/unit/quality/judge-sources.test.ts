import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeSources, type SourceSlot } from '@/lib/quality';
import { largestAgreement } from '@/lib/quality/agreement';
import { source, sources } from './build';

const states = (given: SourceSlot[]) => judgeSources(given).map(({ state }) => state);
const ok = 'accepted';
const bad = 'rejected';

describe('judgeSources, against the others', () => {
  it.each([
    ['one of four at 10x', [1, 1.01, 10, 0.99], [ok, ok, bad, ok]],
    ['one of four at 0.1x', [1, 1.01, 0.1, 0.99], [ok, ok, bad, ok]],
    ['one of three', [1, 1, 10], [ok, ok, bad]],
    ['two of five, alike', [10, 10, 1, 1, 1], [bad, bad, ok, ok, ok]],
    ['two of five, apart', [10, 0.1, 1, 1, 1], [bad, bad, ok, ok, ok]],
    ['two of three, apart: no majority', [10, 5, 1], [ok, ok, ok]],
    ['two of four, alike: each half is condemned by the other', [10, 10, 1, 1], [bad, bad, bad, bad]],
    ['a pair: one witness is none', [10, 1], [ok, ok]],
    ['alone', [10], [ok]],
    ['all together by 3x', [3, 3.02, 2.98, 3], [ok, ok, ok, ok]],
    ['just inside 1.15x', [1.149, 1, 1, 1], [ok, ok, ok, ok]],
    ['just outside 1.15x', [1.151, 1, 1, 1], [bad, ok, ok, ok]],
    ['just inside 1 / 1.15x', [1 / 1.149, 1, 1, 1], [ok, ok, ok, ok]],
    ['just outside 1 / 1.15x', [1 / 1.151, 1, 1, 1], [bad, ok, ok, ok]],
    ['others that agree just within 1.15x', [10, 1, 1.149], [bad, ok, ok]],
    ['others that agree not quite', [10, 1, 1.151], [ok, ok, ok]],
    ['others on both sides of it', [1, 1.2, 1 / 1.2], [ok, ok, ok]],
  ])('%s', (_, steps, expected) => {
    expect(states(sources(...steps))).toEqual(expected);
  });

  it('says why, with the figures', () => {
    const [liar, honest] = judgeSources(sources(10.02, 1, 1.001, 0.999));
    expect(liar).toEqual({
      exchange: 'a',
      state: 'rejected',
      reason: 'its median step is 10.02x, while 3 of 3 other sources agree on 1.00x',
      medianStep: 10.02,
      well: false,
    });
    expect(honest).toMatchObject({ state: 'accepted', reason: null, medianStep: 1, well: true });
  });

  it('counts no source without a price among the others', () => {
    const dead = source('x', Number.NaN, { pricedNow: 0 });
    expect(states([...sources(10, 1, 1), dead, dead, dead])).toEqual([
      bad,
      ok,
      ok,
      'failed',
      'failed',
      'failed',
    ]);
  });

  it('counts no infinite step of a single market', () => {
    const steps = Float64Array.of(
      1,
      1,
      Number.POSITIVE_INFINITY,
      Number.POSITIVE_INFINITY,
      Number.POSITIVE_INFINITY,
    );
    expect(states([source('x', 1, { steps }), ...sources(1, 1)])).toEqual([ok, ok, ok]);
  });

  it('finds one liar among three or more honest sources, whatever its place, and condemns no honest one', () => {
    const honest = fc.double({ min: 0.97, max: 1.03, noNaN: true });
    const factor = fc.constantFrom(10, 0.1, 1.25, 1 / 1.25);
    fc.assert(
      fc.property(fc.array(honest, { minLength: 3, maxLength: 20 }), factor, fc.nat(), (steps, by, at) => {
        const liar = at % (steps.length + 1);
        const given = sources(...steps.toSpliced(liar, 0, by));
        expect(states(given)).toEqual(given.map((_, i) => (i === liar ? bad : ok)));
      }),
    );
  });

  it('does not depend on the direction, nor on a move that all share', () => {
    const step = fc.double({ min: 0.05, max: 20, noNaN: true });
    const shared = fc.constantFrom(0.25, 0.5, 2, 4);
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 9 }), shared, (steps, by) => {
        const found = states(sources(...steps));
        expect(states(sources(...steps.map((s) => s * by)))).toEqual(found);
        expect(states(sources(...steps.map((s) => 1 / s)))).toEqual(found);
      }),
    );
  });

  it('never rejects a source that more than half of all agree with', () => {
    const step = fc.constantFrom(0.1, 0.5, 1, 1.1, 2, 10);
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), (steps) => {
        const agreed = largestAgreement(steps, 1.15);
        fc.pre(agreed.length > steps.length / 2);
        const found = states(sources(...steps));
        for (const [i, own] of steps.entries()) if (agreed.includes(own)) expect(found[i]).toBe(ok);
      }),
    );
  });
});

describe('judgeSources, a silent source', () => {
  const silent = (slotsSinceAccepted: number, ratio: number, step: number) =>
    source('x', step, { slotsSinceAccepted, ratios: Float64Array.of(ratio) });

  it.each([
    ['3 slots: by its steps', silent(3, 1, 10), bad],
    ['4 slots: by its ratios', silent(4, 1, 10), ok],
    ['4 slots, ratios lie', silent(4, 10, 1), bad],
    ['ratios just inside', silent(4, 1.149, 1), ok],
    ['ratios just outside', silent(4, 1.151, 1), bad],
  ])('%s', (_, given, expected) => {
    expect(states([given, ...sources(1, 1, 1)])).toEqual([expected, ok, ok, ok]);
  });

  it('does not judge others by its steps', () => {
    expect(states([silent(4, 1, 10), silent(4, 1, 10), ...sources(5, 1, 1)])).toEqual([ok, ok, bad, ok, ok]);
  });

  it('says what it was judged by', () => {
    const [verdict] = judgeSources([silent(9, 10, 1), ...sources(1, 1, 1)]);
    expect(verdict?.reason).toBe(
      'the median of its prices against their own baselines is 10.00x, while 3 of 3 other sources agree on 1.00x',
    );
    expect(verdict?.medianStep).toBe(10);
  });
});

describe('judgeSources, a new source', () => {
  const none = { steps: new Float64Array(0), ratios: new Float64Array(0), slotsSinceAccepted: Infinity };
  const first = (level: number, change: Partial<SourceSlot> = {}) =>
    source('x', 1, { ...none, slotsAccepted: 0, levels: Float64Array.of(level), ...change });

  it.each([
    ['honest', first(1), ok],
    ['lies from its first slot', first(10), bad],
    ['lies downwards', first(0.1), bad],
    ['just inside', first(1.149), ok],
    ['just outside', first(1.151), bad],
    ['has no peers', first(Number.NaN), ok],
    ['lies, 12th slot', source('x', 1, { slotsAccepted: 11, levels: Float64Array.of(10) }), bad],
    ['no longer new', source('x', 1, { slotsAccepted: 12, levels: Float64Array.of(10) }), ok],
    ['long known, all its history gone', first(10, { slotsAccepted: 12 }), bad],
    ['lies by steps', source('x', 10, { slotsAccepted: 3 }), bad],
  ])('%s', (_, given, expected) => {
    expect(states([given, ...sources(1, 1, 1)])).toEqual([expected, ok, ok, ok]);
  });

  it('needs no other source to be judged by level', () => {
    expect(judgeSources([first(10)])[0]).toMatchObject({
      state: bad,
      reason:
        'the median of its prices against those of other sources is 10.00x, and a new source has to be within 1.15x',
    });
  });

  it('returns by its level while it has nothing else', () => {
    const again = { rejectedInARow: 20, wellInARow: 2 };
    expect(states([first(1, again)])).toEqual([ok]);
    expect(states([first(1, { ...again, wellInARow: 1 })])).toEqual([bad]);
    expect(states([first(1.1, again)])).toEqual([bad]);
  });

  it('does not stay away for ever where nobody can tell any more', () => {
    expect(states([first(Number.NaN, { rejectedInARow: 20 })])).toEqual([ok]);
  });
});

describe('judgeSources, a stale source', () => {
  const stale = (name: string, step: number) => source(name, step, { stale: true });

  it('is believed, and says so', () => {
    const [verdict] = judgeSources([stale('a', 1), ...sources(1, 1)]);
    expect(verdict).toMatchObject({ state: ok, reason: 'its newest time stamp is older than 15 min' });
  });

  it('is no witness', () => {
    expect(states([source('x', 0.7), source('y', 0.7), stale('a', 1), stale('b', 1), stale('c', 1)])).toEqual(
      [ok, ok, bad, bad, bad],
    );
  });
});

describe('judgeSources, how many markets', () => {
  it.each([
    [89, 100, 'partial'],
    [90, 100, ok],
    [100, 100, ok],
    [120, 100, ok],
    [1, 0, ok],
    [0, 0, 'failed'],
    [0, 100, 'failed'],
  ])('%d priced of usually %d: %s', (pricedNow, pricedUsually, expected) => {
    expect(states([source('x', 1, { pricedNow, pricedUsually })])).toEqual([expected]);
  });

  it('says that there is none', () => {
    const [verdict] = judgeSources([source('x', 1, { pricedNow: 0 })]);
    expect(verdict?.reason).toBe('none of its markets has a price');
  });

  it('says how many', () => {
    const [verdict] = judgeSources([source('x', 1, { pricedNow: 89 })]);
    expect(verdict?.reason).toBe('only 89 of its usual 100 markets have a price');
  });

  it('rejects a partial source that lies', () => {
    expect(states([source('x', 10, { pricedNow: 50 }), ...sources(1, 1)])).toEqual([bad, ok, ok]);
  });
});
