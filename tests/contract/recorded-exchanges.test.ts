import { afterEach, describe, expect, it } from 'vitest';
import { readSources } from '@/lib/collect/exchanges';
import type { SourceReading } from '@/lib/quality/reading';
import { expectedPrices } from '@/tests/support/exchange/expected-prices';
import { memoryMarketLists } from '@/tests/support/exchange/memory-market-lists';
import { startRecordedExchange } from '@/tests/support/exchange/recorded-exchange';
import { RECORDED_EXCHANGES } from '@/tests/support/exchange/recordings';
import type { LoopbackExchange } from '@/tests/support/exchange/server';

const NOW_MS = Date.UTC(2026, 5, 24, 15, 1);

interface Recorded {
  exchange: string;
  which: number;
  /** Markets that are listed, trade and have a price: a dialect that reads none would prove nothing. */
  priced: number;
  /** Tickers of no listed market, and all tickers. Listings and tickers are of different dates. */
  unlisted: number;
  sent: number;
}

const RECORDINGS: Recorded[] = [
  { exchange: 'binance', which: 0, priced: 1336, unlisted: 777, sent: 2123 },
  { exchange: 'bigone', which: 0, priced: 44, unlisted: 270, sent: 314 },
  { exchange: 'coinbaseexchange', which: 0, priced: 148, unlisted: 396, sent: 544 },
  { exchange: 'gate', which: 0, priced: 1378, unlisted: 1539, sent: 2918 },
  { exchange: 'gemini', which: 0, priced: 57, unlisted: 87, sent: 144 },
  { exchange: 'htx', which: 0, priced: 439, unlisted: 541, sent: 980 },
  { exchange: 'kraken', which: 0, priced: 1053, unlisted: 407, sent: 1530 },
  { exchange: 'kraken', which: 1, priced: 1053, unlisted: 407, sent: 1530 },
  { exchange: 'kucoin', which: 0, priced: 524, unlisted: 773, sent: 1297 },
  { exchange: 'kucoin', which: 1, priced: 525, unlisted: 773, sent: 1298 },
  { exchange: 'okx', which: 0, priced: 483, unlisted: 163, sent: 646 },
  { exchange: 'upbit', which: 0, priced: 246, unlisted: 43, sent: 289 },
];

let server: LoopbackExchange | undefined;
afterEach(() => server?.close());

it('reads every recorded exchange', () => {
  expect([...new Set(RECORDINGS.map(({ exchange }) => exchange))].sort()).toEqual(
    [...RECORDED_EXCHANGES].sort(),
  );
});

describe.each(RECORDINGS)('$exchange, recording $which', ({ exchange, which, priced, unlisted, sent }) => {
  it(`gives its ${priced} priced markets with exactly their prices, and no other`, async () => {
    server = await startRecordedExchange(exchange, which);
    const marketLists = memoryMarketLists();
    const sourceUrls = { [exchange]: server.origin };
    const deps = { clock: () => NOW_MS, timeoutMs: 20_000, sourceUrls, marketLists };

    const note =
      unlisted > sent / 2 ? `${unlisted} of its ${sent} tickers are of no listed spot market` : null;
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
      unlisted,
      note,
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
