import { expect, test } from 'vitest';
import type { Alert } from '@/lib/alerts/judge-alerts';
import { decideTellings, type Occasion } from '@/lib/alerts/tell';

const AT = 100;

let ids = 0;
const alert = (base: string, change: Partial<Alert> = {}): Alert => ({
  id: `${base} ${++ids}`,
  dimensionId: 1,
  metric: 'price',
  direction: 'above',
  threshold: 3,
  openedMs: AT,
  resolvedMs: null,
  staleMs: null,
  missingSinceMs: null,
  calmSinceMs: null,
  opening: { value: 4, mean: 1, ratio: 4 },
  peakRatio: 4,
  peakAtMs: AT,
  closing: null,
  quality: 0,
  venuesAgreeing: 1,
  venuesListing: 1,
  ...change,
});

/** One subscriber, 1, who watches everything, unless the change says otherwise. */
function tell(change: Partial<Occasion>): string[] {
  const { begun = [], ended = [] } = change;
  const occasion: Occasion = {
    atMs: AT,
    live: [...begun, ...ended],
    begun,
    ended,
    baseOf: ({ id }) => id.split(' ')[0] ?? '',
    audienceOf: () => new Set([1]),
    told: () => undefined,
    ...change,
  };
  return decideTellings(occasion).map(({ subscriberId, base, event, alerts }) => {
    return `${subscriberId} ${base} ${event} ${alerts.length}`;
  });
}

test('what begins at once on several venues is one matter, and two bases are two', () => {
  expect(tell({ begun: [alert('SOL'), alert('SOL'), alert('ADA')] })).toEqual([
    '1 SOL begin 2',
    '1 ADA begin 1',
  ]);
});

test('what joins a matter that goes on is not told', () => {
  const begun = [alert('SOL')];
  const told = () => ({ begunMs: 10, overMs: null });
  expect(tell({ begun, live: [...begun, alert('SOL', { openedMs: 10 })], told })).toEqual([]);
  // Over for less than 30 minutes, or told to be over while another venue opened again: it goes on.
  const over = alert('SOL', { openedMs: 10, resolvedMs: 90 });
  expect(tell({ begun, live: [...begun, over], told: () => ({ begunMs: 10, overMs: 90 }) })).toEqual([]);
  expect(tell({ begun, told })).toEqual(['1 SOL begin 1']);
});

test('a stale series hides no new beginning, and holds up no end', () => {
  const stale = alert('SOL', { openedMs: 10, staleMs: 50 });
  const told = () => ({ begunMs: 10, overMs: null });
  const begun = [alert('SOL')];
  expect(tell({ begun, live: [...begun, stale], told })).toEqual(['1 SOL begin 1']);
  const ended = [alert('SOL', { openedMs: 10, resolvedMs: AT })];
  expect(tell({ ended, live: [...ended, stale], told })).toEqual(['1 SOL over 1']);
});

test('the end is told once, when none is open', () => {
  const ended = [alert('SOL', { openedMs: 10, resolvedMs: AT })];
  const open = alert('SOL', { openedMs: 20 });
  const told = () => ({ begunMs: 10, overMs: null });
  expect(tell({ ended, live: [...ended, open], told })).toEqual([]);
  expect(tell({ ended, told })).toEqual(['1 SOL over 1']);
  expect(tell({ ended, told: () => ({ begunMs: 10, overMs: 60 }) })).toEqual([]);
  expect(tell({ ended })).toEqual([]);
});

test('an end tells of all that ended lately, and of nothing that is not its own', () => {
  const ended = [alert('SOL', { openedMs: 10, resolvedMs: AT })];
  const before = alert('SOL', { openedMs: 12, resolvedMs: 95 });
  const older = alert('SOL', { openedMs: 5, resolvedMs: 95 });
  const told = () => ({ begunMs: 10, overMs: null });
  expect(tell({ ended, live: [...ended, before, older], told })).toEqual(['1 SOL over 2']);
});

test('who came later hears nothing of what is old: neither its end, nor is a new beginning hidden by it', () => {
  const old = alert('SOL', { openedMs: 10 });
  const begun = [alert('SOL')];
  expect(tell({ begun, live: [...begun, old] })).toEqual(['1 SOL begin 1']);
  const ended = [alert('SOL', { openedMs: 10, resolvedMs: AT })];
  expect(tell({ ended, told: () => ({ begunMs: 50, overMs: null }) })).toEqual([]);
});

test('one and the same slot that ends one series and opens another goes on', () => {
  const ended = [alert('SOL', { openedMs: 10, resolvedMs: AT })];
  const begun = [alert('SOL')];
  expect(tell({ begun, ended, told: () => ({ begunMs: 10, overMs: null }) })).toEqual([]);
});

test('each hears of what is theirs', () => {
  const [sol, ada] = [alert('SOL'), alert('ADA')];
  const audienceOf = (one: Alert) => new Set(one === sol ? [1, 2] : [2]);
  expect(tell({ begun: [sol, ada], audienceOf })).toEqual([
    '1 SOL begin 1',
    '2 SOL begin 1',
    '2 ADA begin 1',
  ]);
});
