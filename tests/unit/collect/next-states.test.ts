import { describe, expect, it } from 'vitest';
import { DAY_MS } from '@/lib/model/time';
import { DEFAULT_LIMITS, type MarketState, type MarketVerdict } from '@/lib/quality';
import type { MarketOutcome } from '@/lib/quality/judge-markets';
import { nextStates } from '@/lib/quality/next-states';
import type { Past } from '@/lib/quality/past';
import { emptyStats } from '@/lib/series/stats-table';

const SLOT_MS = 100 * DAY_MS;
const refused = { atMs: SLOT_MS, price: 10 };
const reference = (days: number) => ({ atMs: SLOT_MS - days * DAY_MS, price: 1, mean: 1 });

/** Statistics of the dimensions 1 and 2 only. */
const past = (states: [number, MarketState][] = []): Past => ({
  slotMs: SLOT_MS,
  intervalMs: 300_000,
  stats: emptyStats(Int32Array.of(1, 2), 1),
  priceColumn: 0,
  volumeColumn: -1,
  premiumColumn: -1,
  idOf: new Map(),
  histories: new Map(),
  states: new Map(states),
});

function outcome(
  before: MarketState | undefined,
  found: { state?: MarketState | null; unchangedSinceMs?: number } | null,
  change: Partial<MarketOutcome['movement']> = {},
): MarketOutcome {
  const verdict: MarketVerdict = { quality: 'good', reason: null, peers: null, state: found?.state ?? null };
  const silence = { listing: 0, voting: 0, agreeing: 0, contradicting: 0, on: 0, level: 0, slotStep: 0 };
  return {
    movement: {
      dimensionId: 1,
      source: 'a',
      exchange: 'a',
      base: 'B',
      quoteClass: 'USD',
      quoteVolume: 1,
      price: 1,
      step: 1,
      ratio: 1,
      slotStep: 1,
      unchangedSinceMs: Number.NaN,
      reference: undefined,
      state: before,
      isLeaving: false,
      silent: false,
      ...change,
    },
    finding:
      found === null
        ? undefined
        : { verdict, peers: silence, freshness: 'fresh', unchangedSinceMs: found.unchangedSinceMs },
  };
}

const next = (outcomes: MarketOutcome[], states: [number, MarketState][] = []) => {
  const { changed, forgotten } = nextStates(outcomes, past(states), DEFAULT_LIMITS);
  return { changed: [...changed], forgotten };
};

describe('what is remembered', () => {
  it('is nothing of a market in its usual state', () => {
    expect(next([outcome(undefined, {})])).toEqual({ changed: [], forgotten: [] });
  });

  it('is written when it changes, and once', () => {
    const quiet = { unchangedSinceMs: 5 };
    expect(next([outcome(undefined, quiet)]).changed).toEqual([[1, quiet]]);
    expect(next([outcome(quiet, quiet)], [[1, quiet]])).toEqual({ changed: [], forgotten: [] });
    expect(next([outcome(quiet, { unchangedSinceMs: 6 })], [[1, quiet]]).changed).toEqual([
      [1, { unchangedSinceMs: 6 }],
    ]);
    const known = { knownSinceMs: 3 };
    expect(next([outcome(known, { state: { ...known } })], [[1, known]])).toEqual({
      changed: [],
      forgotten: [],
    });
    expect(next([outcome(known, { state: known, ...quiet })], [[1, known]]).changed).toEqual([
      [1, { ...known, ...quiet }],
    ]);
  });

  it('is forgotten when all is well again', () => {
    expect(next([outcome({ refused }, {})], [[1, { refused }]])).toEqual({ changed: [], forgotten: [1] });
  });

  it('is written in every slot of a refused market, and not that it is quiet', () => {
    const state = { refused, levelAgreed: 1 };
    expect(next([outcome(state, { state, unchangedSinceMs: 5 })], [[1, state]]).changed).toEqual([]);
    const later = { ...state };
    expect(next([outcome(state, { state: later, unchangedSinceMs: 5 })], [[1, state]]).changed).toEqual([
      [1, later],
    ]);
  });

  it('loses its pending values where a slot says nothing of it, and keeps the rest', () => {
    const state = { refused, reference: reference(1), pending: [refused] };
    const { pending, ...rest } = state;
    expect(next([], [[1, state]])).toEqual({ changed: [[1, rest]], forgotten: [] });
    expect(next([outcome(state, null)], [[1, state]])).toEqual({ changed: [[1, rest]], forgotten: [] });
    expect(next([], [[1, rest]])).toEqual({ changed: [], forgotten: [] });
  });

  it('ends a week after the last accepted value', () => {
    const of = (days: number): [number, MarketState] => [9, { refused, reference: reference(days) }];
    expect(next([], [of(6.99)])).toEqual({ changed: [], forgotten: [] });
    expect(next([], [of(7.01)])).toEqual({ changed: [], forgotten: [9] });
    expect(next([], [[9, { unchangedSinceMs: 5 }]]).forgotten).toEqual([9]);
    expect(next([], [[2, { unchangedSinceMs: 5 }]]).forgotten).toEqual([]);
  });

  it('is, of a source that is refused as a whole, only what would leave with the statistics', () => {
    const known = { reference: reference(0.6) };
    expect(next([outcome(undefined, null, known)])).toEqual({ changed: [], forgotten: [] });
    expect(next([outcome(undefined, null, { ...known, isLeaving: true })]).changed).toEqual([[1, known]]);
    expect(next([outcome(known, null, { ...known, isLeaving: true })], [[1, known]]).changed).toEqual([]);
    expect(next([outcome(undefined, null, { isLeaving: true })]).changed).toEqual([]);
  });
});
