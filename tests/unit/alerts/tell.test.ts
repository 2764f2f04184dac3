import { expect, test } from 'vitest';
import { decideTellings, type Occasion, type Told } from '@/lib/alerts/tell';
import type { WatchedRange } from '@/lib/alerts/watched-range';

const AT = 100;

/** The base of each dimension id. */
const bases = new Map<number, string>();
let ids = 0;
const range = (base: string, change: Partial<WatchedRange> = {}): WatchedRange => {
  bases.set(++ids, base);
  return {
    dimensionId: ids,
    metric: 'price',
    direction: 'above',
    from: 0,
    to: 4,
    openedMs: AT,
    opening: { value: 4, mean: 1 },
    evidence: { quality: 0, venuesAgreeing: 1, venuesListing: 1 },
    peakRatio: 4,
    peakAtMs: AT,
    closedMs: null,
    closing: null,
    isHeld: false,
    staleMs: null,
    ...change,
  };
};

interface Story extends Partial<Pick<Occasion, 'live' | 'begun'>> {
  ended?: WatchedRange[];
  told?: Told;
  audienceOf?: (range: WatchedRange) => Set<number>;
}

/** One subscriber, 1, who watches everything, unless the change says otherwise. */
function tell({ begun = [], ended = [], live = [...begun, ...ended], told, audienceOf }: Story): string[] {
  const audience = audienceOf ?? (() => new Set([1]));
  return decideTellings({
    atMs: AT,
    live,
    begun,
    baseOf: ({ dimensionId }) => bases.get(dimensionId) ?? '',
    audience: { of: audience, includes: (one, id) => audience(one).has(id) },
    told: () => new Map(told && [[1, told]]),
  }).map(({ subscriberId, base, event, ranges }) => `${subscriberId} ${base} ${event} ${ranges.length}`);
}

test('what begins at once on several venues is one matter, and two bases are two', () => {
  expect(tell({ begun: [range('SOL'), range('SOL'), range('ADA')] })).toEqual([
    '1 SOL begin 2',
    '1 ADA begin 1',
  ]);
});

test('what joins a matter that goes on is not told', () => {
  const begun = [range('SOL')];
  const told = { begunMs: 10, overMs: null };
  expect(tell({ begun, live: [...begun, range('SOL', { openedMs: 10 })], told })).toEqual([]);
  // Over for less than 30 minutes, or told to be over while another venue opened again: it goes on.
  const over = range('SOL', { openedMs: 10, closedMs: 90 });
  expect(tell({ begun, live: [...begun, over], told: { begunMs: 10, overMs: 90 } })).toEqual([]);
  expect(tell({ begun, told })).toEqual(['1 SOL begin 1']);
});

test('a stale series hides no new beginning, and holds up no end', () => {
  const stale = range('SOL', { openedMs: 10, staleMs: 50 });
  const told = { begunMs: 10, overMs: null };
  const begun = [range('SOL')];
  expect(tell({ begun, live: [...begun, stale], told })).toEqual(['1 SOL begin 1']);
  const ended = [range('SOL', { openedMs: 10, closedMs: AT })];
  expect(tell({ ended, live: [...ended, stale], told })).toEqual(['1 SOL over 1']);
});

test('the end is told once, when none is open', () => {
  const ended = [range('SOL', { openedMs: 10, closedMs: AT })];
  const open = range('SOL', { openedMs: 20 });
  const told = { begunMs: 10, overMs: null };
  expect(tell({ ended, live: [...ended, open], told })).toEqual([]);
  expect(tell({ ended, told })).toEqual(['1 SOL over 1']);
  expect(tell({ ended, told: { begunMs: 10, overMs: 60 } })).toEqual([]);
  expect(tell({ ended })).toEqual([]);
});

test('an end tells of all that ended lately, and of nothing that is not its own', () => {
  const ended = [range('SOL', { openedMs: 10, closedMs: AT })];
  const before = range('SOL', { openedMs: 12, closedMs: 95 });
  const older = range('SOL', { openedMs: 5, closedMs: 95 });
  const told = { begunMs: 10, overMs: null };
  expect(tell({ ended, live: [...ended, before, older], told })).toEqual(['1 SOL over 2']);
});

test('who came later hears nothing of what is old: neither its end, nor is a new beginning hidden by it', () => {
  const old = range('SOL', { openedMs: 10 });
  const begun = [range('SOL')];
  expect(tell({ begun, live: [...begun, old] })).toEqual(['1 SOL begin 1']);
  const ended = [range('SOL', { openedMs: 10, closedMs: AT })];
  expect(tell({ ended, told: { begunMs: 50, overMs: null } })).toEqual([]);
});

test('one and the same slot that ends one series and opens another goes on', () => {
  const ended = [range('SOL', { openedMs: 10, closedMs: AT })];
  const begun = [range('SOL')];
  expect(tell({ begun, ended, told: { begunMs: 10, overMs: null } })).toEqual([]);
});

test('each hears of what is theirs', () => {
  const [sol, ada] = [range('SOL'), range('ADA')];
  const audienceOf = (one: WatchedRange) => new Set(one === sol ? [1, 2] : [2]);
  expect(tell({ begun: [sol, ada], audienceOf })).toEqual([
    '1 SOL begin 1',
    '2 SOL begin 1',
    '2 ADA begin 1',
  ]);
});
