import { expect, test } from 'vitest';
import { METRICS } from '@/lib/model/metrics';
import { knownNames, nameTest } from '@/lib/queries/names';
import type { Dimension, Metric, Snapshot } from '@/lib/series';
import { emptyStats } from '@/lib/series/stats-table';

const MARKETS: Dimension[] = [
  ['kraken', 'BTC', 'USD'],
  ['okx', 'BTC', 'USDT'],
  ['okx', 'TSLAx', 'USDT'],
  ['gate', 'GATE', 'USDT'],
  ['gate', 'BITCOIN', 'USDT'],
  ['gate', 'A-B', 'USDT'],
].map(([exchange = '', base = '', quote = ''], i) => ({
  id: i + 1,
  name: `${exchange}:${base}-${quote}`,
  exchange,
  base,
  quote,
}));
const STORED: Metric[] = METRICS.map(({ name, label, unit, description, hasRatio }, i) => ({
  position: i + 1,
  name,
  label,
  unit,
  description,
  hasRatio,
}));

const SNAPSHOT: Snapshot = {
  collection: { id: 1, revision: 0, slotMs: 0, closedAtMs: 1, intervalSeconds: 300 },
  metrics: STORED,
  metricByName: new Map(STORED.map((metric) => [metric.name, metric])),
  dimensions: MARKETS,
  dimensionByName: new Map(MARKETS.map((market) => [market.name, market])),
  lastSeenMs: new Map(),
  stats: emptyStats(new Int32Array(0), 1),
  rowOf: new Map(),
  ranked: { stddev: new Int32Array(1), cv: new Int32Array(1) },
};

const known = (dimension: string) => knownNames(SNAPSHOT, [{ metric: null, dimension }])[0]?.dimension;

test.each(METRICS)(
  '$name can be watched where it has a ratio, and is refused where it has none',
  ({ name, hasRatio }) => {
    for (const spelled of [name, name.toUpperCase()]) {
      const watch = () => knownNames(SNAPSHOT, [{ metric: spelled, dimension: null }]);
      if (hasRatio) expect(watch()).toEqual([{ metric: name, dimension: null }]);
      else
        expect(watch).toThrow(`"${name}" can be zero or negative, so it is never a multiple of its average`);
    }
  },
);

test.each([
  ['kraken:btc-usd', 'kraken:BTC-USD'],
  ['Kraken:BTC/USD', 'kraken:BTC-USD'],
  ['BTC-USD on Kraken', 'kraken:BTC-USD'],
  ['BTC', '*:BTC-*'],
  ['btc', '*:BTC-*'],
  ['*:btc-*', '*:BTC-*'],
  ['tslax', '*:TSLAx-*'],
  ['bitcoin', '*:BTC-*'],
  ['XBT', '*:BTC-*'],
  // Another coin, for who writes it as its exchange does.
  ['BITCOIN', '*:BITCOIN-*'],
  ['BTC-USDT', '*:BTC-USDT'],
  ['btc/usdt', '*:BTC-USDT'],
  ['btcusdt', '*:BTC-USDT'],
  ['kraken', 'kraken:*-*'],
  ['kraken:*', 'kraken:*-*'],
  ['okx:btc', 'okx:BTC-*'],
  ['gate', 'gate:*-*'],
  ['GATE', '*:GATE-*'],
  ['A-B', '*:A-B-*'],
  ['*:*-usdt', '*:*-USDT'],
  ['*', null],
  ['any', null],
])('%s is understood as %s', (typed, meant) => {
  expect(known(typed)).toBe(meant);
  if (meant !== null) expect(known(meant)).toBe(meant);
  expect(nameTest(SNAPSHOT)(meant ?? 'price')).toBe(true);
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
  [
    { metric: null, dimension: '*:BTCC-*' },
    '"watches[0].dimension": We don\'t know "BTCC". Did you mean BTC?',
  ],
  [{ metric: null, dimension: 'foo@bar' }, '"watches[0].dimension": We don\'t know "foo@bar".'],
  [{ metric: null, dimension: 'BTC-USTD' }, 'Did you mean BTC-USD, BTC-USDT'],
  [{ metric: null, dimension: 'binance:*' }, 'We don\'t know "binance:*".'],
])('%j is told with the nearest', (watch, says) => {
  expect(() => knownNames(SNAPSHOT, [watch])).toThrow(
    expect.objectContaining({ code: 'bad-request', detail: expect.stringContaining(says) }),
  );
});

test('each wrong name is said at its place', () => {
  const names = [
    { metric: 'prise', dimension: 'BTC' },
    { metric: 'price', dimension: 'zzzzzz' },
  ];
  expect(() => knownNames(SNAPSHOT, names)).toThrow(
    expect.objectContaining({
      faults: [
        { path: ['watches', 0, 'metric'], detail: expect.any(String) },
        { path: ['watches', 1, 'dimension'], detail: expect.any(String) },
      ],
    }),
  );
});

test('before the first collection no name is known, and only what names nothing is refused', () => {
  const before = { ...SNAPSHOT, collection: null };
  const named = [{ metric: 'anything', dimension: 'Kraken:NOBODY/USD' }];
  expect(knownNames(before, named)).toEqual([{ metric: 'anything', dimension: 'kraken:NOBODY-USD' }]);
  expect(() => knownNames(before, [{ metric: null, dimension: 'kraken:' }])).toThrow(
    '"watches[0].dimension": send the name of a market',
  );
});
