import { type Exchange, exchanges } from 'ccxt';
import { afterEach, describe, expect, it } from 'vitest';
import { readSources } from '@/lib/collect/exchanges';
import { refusalOf } from '@/lib/collect/exchanges/refused-exchanges';
import { keepSentValues } from '@/lib/collect/exchanges/sent-values';
import type { Ticker } from '@/lib/model/ticker';
import { RECORDED } from '@/tests/support/exchange/changed-rows';
import { memoryMarketLists } from '@/tests/support/exchange/memory-market-lists';
import { startRecordedExchange } from '@/tests/support/exchange/recorded-exchange';
import type { LoopbackExchange } from '@/tests/support/exchange/server';

/** Of the recorded markets with a price: those without a change, and those whose change is 0 %. */
const UNKNOWN_AND_ZERO: Record<string, [unknown: number, zero: number]> = {
  binance: [0, 36],
  bigone: [3, 4],
  // It sends the newest candle alone.
  coinbaseexchange: [148, 0],
  gate: [0, 95],
  gemini: [0, 3],
  htx: [0, 55],
  // Their change is that since midnight.
  kraken: [1053, 0],
  kucoin: [0, 6],
  okx: [0, 9],
  upbit: [246, 0],
};

const CLASSES: Record<string, new (config: object) => Exchange> = exchanges;
const COLLECTED = Object.keys(CLASSES).filter((id) => refusalOf(id) === null);

function clientOf(id: string): Exchange {
  const Client = CLASSES[id];
  if (Client === undefined) throw new Error(`no class ${id}`);
  const client = new Client({ enableRateLimit: false });
  keepSentValues(client);
  return client;
}

describe.each(COLLECTED)('%s', (id) => {
  it('has its tickers completed by the one method that is watched', () => {
    const client = clientOf(id);
    let calls = 0;
    const complete = client.safeTicker.bind(client);
    client.safeTicker = (...ticker: Parameters<typeof complete>) => {
      calls += 1;
      return complete(...ticker);
    };
    client.parseTicker(
      {},
      client.safeMarketStructure({ id: 'X', symbol: 'X/Y', base: 'X', quote: 'Y', spot: true }),
    );
    expect(calls).toBe(1);
  });
});

describe('the change of a ticker', () => {
  it.each<[what: string, sent: Record<string, unknown>, expected: Record<string, number>]>([
    ['of no price', { last: '0', open: '100', change: '-1', percentage: '-1' }, { last: Number.NaN }],
    ['of an empty price', { close: '', average: '99.5', change: '-1' }, { last: Number.NaN }],
    ['of no price but an average', { last: null, average: '99.5', percentage: '-1' }, { last: Number.NaN }],
    ['of zero', { last: '5', percentage: '0' }, { last: 5, percentage: 0, open: 5 }],
    ['of zero as it was sent', { last: '5', open: '5', percentage: '0.00' }, { percentage: 0, open: 5 }],
    [
      'as it was sent, rounded',
      { last: '101.004', open: '100', percentage: '1.0' },
      { percentage: 1, open: 100 },
    ],
    [
      'that is of something else',
      { last: '100', open: '100', percentage: '32' },
      { percentage: 0, open: 100 },
    ],
    ['that is a fraction', { last: '132', open: '100', percentage: '0.32' }, { percentage: 32, open: 100 }],
    ['that was not sent', { last: '99', open: '100' }, { percentage: -1, open: 100 }],
    ['that was sent as an amount', { last: '99', change: '-1' }, { percentage: -1, open: 100 }],
    ['beside an amount', { last: '99', change: '-1', percentage: '-1.0' }, { percentage: -1, open: 100 }],
    ['of nothing else', { last: '99' }, { percentage: Number.NaN, open: Number.NaN }],
  ])('%s', (_, sent, expected) => {
    for (const id of COLLECTED)
      expect({ id, ...clientOf(id).safeTicker(sent) }).toMatchObject({ id, ...expected });
  });

  it('of BtcTurk is not its absolute change', () => {
    const row = {
      pair: 'SPELLTRY',
      pairNormalized: 'SPELL_TRY',
      timestamp: 1_782_313_200_000,
      last: '0.0312',
      high: '0.0320',
      low: '0.0300',
      bid: '0.0311',
      ask: '0.0313',
      open: '0.0312',
      volume: '1000000',
      average: '0.0310',
      daily: '0.01',
      dailyPercent: '0',
    };
    expect(clientOf('btcturk').parseTicker(row)).toMatchObject({ last: 0.0312, percentage: 0 });
  });
});

describe('recorded changes', () => {
  let server: LoopbackExchange | undefined;
  afterEach(() => server?.close());

  it.each(RECORDED)('of %s', async (exchange) => {
    server = await startRecordedExchange(exchange);
    const [reading] = await readSources([exchange], {
      clock: () => Date.UTC(2026, 5, 24, 15, 0),
      timeoutMs: 20_000,
      sourceUrls: { [exchange]: server.origin },
      marketLists: memoryMarketLists(),
    });
    if (!reading?.ok) throw new Error(reading?.reason);
    const priced = reading.tickers.filter(({ last }) => last > 0);
    const changes = priced.map(({ changePercent }) => changePercent);
    expect(priced.filter(isContradicted)).toEqual([]);
    expect([changes.filter(Number.isNaN).length, changes.filter((change) => change === 0).length]).toEqual(
      UNKNOWN_AND_ZERO[exchange],
    );
  });
});

function isContradicted({ last, open, changePercent }: Ticker): boolean {
  return Math.abs(changePercent - (last / open - 1) * 100) > 0.011 + 0.001 * Math.abs(changePercent);
}
