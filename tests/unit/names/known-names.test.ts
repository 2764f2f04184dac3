import { expect, test } from 'vitest';
import { knownNames } from '@/lib/names';
import type { Snapshot } from '@/lib/series';
import { emptyStats } from '@/lib/series/stats-table';

const MARKETS = [
  { id: 1, name: 'kraken:BTC-USD', exchange: 'kraken', base: 'BTC', quote: 'USD' },
  { id: 2, name: 'okx:BTC-USDT', exchange: 'okx', base: 'BTC', quote: 'USDT' },
];
const PRICE = { position: 1, name: 'price', label: 'Price', unit: 'USD', description: '', hasRatio: true };

const SNAPSHOT: Snapshot = {
  collection: { id: 1, revision: 0, slotMs: 0, closedAtMs: 1, intervalSeconds: 300 },
  metrics: [PRICE],
  metricByName: new Map([['price', PRICE]]),
  dimensions: MARKETS,
  dimensionByName: new Map(MARKETS.map((market) => [market.name, market])),
  lastSeenMs: new Map(),
  stats: emptyStats(new Int32Array(0), 1),
  rowOf: new Map(),
  ranked: { stddev: new Int32Array(1), cv: new Int32Array(1) },
};

test('names come out as they are spelled here; any, and a whole base, as they are', () => {
  expect(
    knownNames(SNAPSHOT, [
      { metric: 'price', dimension: 'kraken:btc-usd', threshold: 2 },
      { metric: null, dimension: null, threshold: 3 },
      { metric: 'price', dimension: '*:NOBODY-*', threshold: 4 },
    ]),
  ).toEqual([
    { metric: 'price', dimension: 'kraken:BTC-USD', threshold: 2 },
    { metric: null, dimension: null, threshold: 3 },
    { metric: 'price', dimension: '*:NOBODY-*', threshold: 4 },
  ]);
});

test.each([
  [
    { metric: 'prise', dimension: null },
    '"watches[0].metric": There is no metric "prise". Did you mean price?',
  ],
  [
    { metric: null, dimension: 'kraken:BTC-USDD' },
    '"watches[0].dimension": There is no dimension "kraken:BTC-USDD". Did you mean kraken:BTC-USD',
  ],
])('%j is told with the nearest', (watch, says) => {
  expect(() => knownNames(SNAPSHOT, [watch])).toThrow(
    expect.objectContaining({ code: 'bad-request', detail: expect.stringContaining(says) }),
  );
});

test('before the first collection no name is known, and none refused', () => {
  const named = [{ metric: 'anything', dimension: 'kraken:NOBODY-USD' }];
  expect(knownNames({ ...SNAPSHOT, collection: null }, named)).toEqual(named);
});
