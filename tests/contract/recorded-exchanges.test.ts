import { afterEach, describe, expect, it } from 'vitest';
import type { SourceReading } from '@/lib/collect/reading';
import { readSources } from '@/lib/collect/sources';
import { expectedPrices } from '@/tests/support/exchange/expected-prices';
import { memoryMarketLists } from '@/tests/support/exchange/memory-market-lists';
import { startRecordedExchange } from '@/tests/support/exchange/recorded-exchange';
import type { LoopbackExchange } from '@/tests/support/exchange/server';

const NOW_MS = Date.UTC(2026, 5, 24, 15, 1);

/** With the number of markets that are listed, trade and have a price: a dialect that reads none would prove nothing. */
const RECORDINGS = [
  { exchange: 'binance', which: 0, priced: 1336 },
  { exchange: 'bigone', which: 0, priced: 44 },
  { exchange: 'coinbaseexchange', which: 0, priced: 148 },
  { exchange: 'gate', which: 0, priced: 1378 },
  { exchange: 'gemini', which: 0, priced: 57 },
  { exchange: 'htx', which: 0, priced: 439 },
  { exchange: 'kraken', which: 0, priced: 1053 },
  { exchange: 'kraken', which: 1, priced: 1053 },
  { exchange: 'kucoin', which: 0, priced: 524 },
  { exchange: 'kucoin', which: 1, priced: 525 },
  { exchange: 'okx', which: 0, priced: 483 },
  { exchange: 'upbit', which: 0, priced: 246 },
];

let server: LoopbackExchange | undefined;
afterEach(() => server?.close());

describe.each(RECORDINGS)('$exchange, recording $which', ({ exchange, which, priced }) => {
  it(`gives its ${priced} priced markets with exactly their prices, and no other`, async () => {
    server = await startRecordedExchange(exchange, which);
    const marketLists = memoryMarketLists();
    const sourceUrls = { [exchange]: server.origin };
    const deps = { clock: () => NOW_MS, timeoutMs: 20_000, sourceUrls, marketLists };

    const [listing] = await readSources([exchange], deps);
    const [fromKeptList] = await readSources([exchange], deps);

    const markets = marketLists.lists.get(exchange)?.markets ?? [];
    const expected = expectedPrices(exchange, which, markets);
    expect(expected.size).toBe(priced);
    expect(pricesOf(listing)).toEqual(expected);
    expect(pricesOf(fromKeptList)).toEqual(expected);
    expect(listing).toMatchObject({
      attempts: 1,
      faults: [],
      listed: markets.length,
      listedAtMs: NOW_MS,
      note: null,
    });
    expect(server.requests).toHaveLength(3);
  });
});

function pricesOf(reading: SourceReading | undefined): Map<string, number> {
  if (!reading?.ok) throw new Error(reading?.reason);
  const priced = reading.tickers.filter(({ last }) => !Number.isNaN(last));
  return new Map(priced.map(({ market, last }) => [market.name, last]));
}

describe('the change over 24 hours', () => {
  // On the day of the recordings Bitcoin fell by 2.2 %, and Ethereum by 2.6 % (KuCoin says so in so many words).
  it.each([
    ['kucoin', 1, 'kucoin:ETH-USDT', -2.56],
    ['gemini', 0, 'gemini:BTC-EUR', -0.6],
    ['kraken', 0, 'kraken:BTC-USD', Number.NaN],
    ['upbit', 0, 'upbit:ETH-KRW', Number.NaN],
  ])(
    'of %s is in per cent, and unknown where it is since midnight',
    async (exchange, which, name, percent) => {
      server = await startRecordedExchange(exchange, which);
      const sourceUrls = { [exchange]: server.origin };
      const deps = { clock: () => NOW_MS, timeoutMs: 20_000, sourceUrls, marketLists: memoryMarketLists() };
      const [reading] = await readSources([exchange], deps);
      if (!reading?.ok) throw new Error(reading?.reason);
      const ticker = reading.tickers.find(({ market }) => market.name === name);
      expect(ticker?.changePercent).toBe(percent);
    },
  );
});
