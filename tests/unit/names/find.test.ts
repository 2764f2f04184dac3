import { expect, test } from 'vitest';
import { findDimension, nearest } from '@/lib/queries/names/find';
import type { Dimension, Snapshot } from '@/lib/series';
import { emptyStats } from '@/lib/series/stats-table';

const NAMES = ['kraken:BTC-USD', 'kraken:BTC-USDT', 'kraken:ETH-USD', 'okx:BTC-USDT', 'price', 'volume'];

test.each([
  ['prise', ['price']],
  ['PRICE', ['price']],
  ['kraken:BTC-USDC', ['kraken:BTC-USD', 'kraken:BTC-USDT', 'kraken:ETH-USD']],
  ['zzzzzzzzzzzzzzzz', []],
  ['', []],
])('nearest to %s', (name, expected) => {
  expect(nearest(name, NAMES)).toEqual(expected);
});

const DIMENSIONS: Dimension[] = [
  { id: 1, name: 'kraken:BTC-USD', exchange: 'kraken', base: 'BTC', quote: 'USD' },
  { id: 2, name: 'gate:%E5%B8%81-USDT', exchange: 'gate', base: '币', quote: 'USDT' },
  { id: 3, name: 'gate:100%25-USDT', exchange: 'gate', base: '100%', quote: 'USDT' },
];

const SNAPSHOT: Snapshot = {
  collection: null,
  metrics: [],
  metricByName: new Map(),
  dimensions: DIMENSIONS,
  dimensionByName: new Map(DIMENSIONS.map((dimension) => [dimension.name, dimension])),
  lastSeenMs: new Map(),
  stats: emptyStats(new Int32Array(0), 0),
  rowOf: new Map(),
  ranked: { stddev: new Int32Array(0), cv: new Int32Array(0) },
};

test.each([
  ['kraken:BTC-USD', 1],
  ['Kraken:btc-usd', 1],
  ['kraken:BTC/USD', 1],
  ['gate:%E5%B8%81-USDT', 2],
  ['gate:币-USDT', 2],
  ['gate:100%25-USDT', 3],
  ['gate:100%-USDT', 3],
])('%s is the market %i', (name, id) => {
  expect(findDimension(SNAPSHOT, name).id).toBe(id);
});

test('an unknown name is told from one that lost its encoding', () => {
  expect(() => findDimension(SNAPSHOT, 'kraken:BTC-EUR')).toThrow('Did you mean kraken:BTC-USD?');
  expect(() => findDimension(SNAPSHOT, 'kraken:%zz')).toThrow('not valid percent-encoding');
});
