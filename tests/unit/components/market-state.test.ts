import { describe, expect, test } from 'vitest';
import { type MarketState, marketStatePath, metricApiPath } from '@/components/markets/market-paths';
import { readMarketState } from '@/components/markets/market-state';
import { metricQuery } from '@/lib/queries';

const OWN = 'kraken:BTC-USD';
const USUAL: MarketState = { metric: 'price', range: '24h', span: null, compare: [] };
const FROM_MS = Date.UTC(2026, 10, 24, 2);
const TO_MS = Date.UTC(2026, 10, 24, 6, 30);

const STATES: Record<string, MarketState> = {
  '/markets/kraken:BTC-USD': USUAL,
  '/markets/kraken:BTC-USD?metric=spread&range=30d': { ...USUAL, metric: 'spread', range: '30d' },
  '/markets/kraken:BTC-USD?from=2026-11-24T02%3A00%3A00Z&to=2026-11-24T06%3A30%3A00Z': {
    ...USUAL,
    span: { fromMs: FROM_MS, toMs: TO_MS },
  },
  '/markets/kraken:BTC-USD?compare=okx%3ABTC-USDT&compare=gate%3AA%252FB-USDT': {
    ...USUAL,
    compare: ['okx:BTC-USDT', 'gate:A%2FB-USDT'],
  },
};

const paramsOf = (path: string) => {
  const sent = new URL(path, 'http://x').searchParams;
  return Object.fromEntries([...new Set(sent.keys())].map((name) => [name, sent.getAll(name)]));
};

describe('the address of a market', () => {
  test.each(Object.entries(STATES))('%s is read as it is written', (path, state) => {
    expect(marketStatePath(OWN, state)).toBe(path);
    expect(readMarketState(paramsOf(path), OWN)).toEqual(state);
  });

  test.each([
    { range: '99d' },
    { from: 'yesterday', to: 'now' },
    { from: '2026-11-24T06:00Z', to: '2026-11-24T02:00Z' },
    { from: '2026-11-24T06:00Z' },
    { metric: '' },
    { compare: [OWN, '', ' '] },
  ])('%j means nothing and is passed over', (params) => {
    expect(readMarketState(params, OWN)).toEqual(USUAL);
  });

  test('the fields of a form, which have no zone, are UTC', () => {
    const { span } = readMarketState({ from: '2026-11-24T02:00', to: '2026-11-24T06:30' }, OWN);
    expect(span).toEqual({ fromMs: FROM_MS, toMs: TO_MS });
  });

  test('four markets are compared at most, each once, with commas or apart', () => {
    expect(readMarketState({ compare: ['a,b,a', 'c', 'd', 'e'] }, OWN).compare).toEqual(['a', 'b', 'c', 'd']);
  });
});

test.each(Object.values(STATES))('the interface takes what stands behind %j', (state) => {
  const sent = new URL(metricApiPath(OWN, state, 'svg'), 'http://x').searchParams;
  expect(sent.get('format')).toBe('svg');
  sent.delete('format');
  const read = metricQuery.parse(Object.fromEntries(sent));
  expect(read).toMatchObject({ metric: state.metric, dimension: OWN });
  expect(read.from?.getTime() ?? null).toBe(state.span?.fromMs ?? null);
});
