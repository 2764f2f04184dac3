import { describe, expect, it } from 'vitest';
import { readSources } from '@/lib/collect/exchanges';
import { MINUTE_MS } from '@/lib/model/time';
import { settings } from '@/lib/platform/settings';
import { HONEST, HOSTILE_NOW_MS, type Hostile, readHostile } from '@/tests/support/exchange/hostile';
import { memoryMarketLists } from '@/tests/support/exchange/memory-market-lists';
import { startExchange } from '@/tests/support/exchange/server';

/** Reads one exchange again and again, so many minutes after the first time. */
function reader(exchange: string) {
  const marketLists = memoryMarketLists();
  const read = async (minutes: number, names: readonly string[], hostile: Hostile = {}) => {
    const clock = () => HOSTILE_NOW_MS + minutes * MINUTE_MS;
    const reading = await readHostile(
      exchange,
      { names, ...hostile },
      { clock, marketLists, random: () => 0 },
    );
    if (!reading.ok) throw new Error(reading.reason);
    return reading;
  };
  return { marketLists, read };
}

describe.each(settings.parse({}).SOURCES)('%s', (exchange) => {
  it('lists again within the hour where its tickers have a market that its list lacks', async () => {
    const { read } = reader(exchange);
    await read(0, []);
    await read(5, []);
    expect(await read(10, ['FRESH'])).toMatchObject({ listed: HONEST.length });
    expect(await read(35, ['FRESH'])).toMatchObject({ listed: HONEST.length });
    const reading = await read(40, ['FRESH']);
    expect(reading.listed).toBe(HONEST.length + 1);
    expect(reading.tickers.map(({ market }) => market.base)).toContain('FRESH');
  });

  it('does not list again for tickers that were of no listed market before', async () => {
    const { read, marketLists } = reader(exchange);
    const listing = (body: unknown) => ({ body: JSON.stringify(body).replaceAll('GHOST', 'OTHER') });
    for (const minutes of [0, 40, 80, 120]) await read(minutes, ['GHOST'], { listing });
    expect(marketLists.lists.get(exchange)?.listedAtMs).toBe(HOSTILE_NOW_MS);
  });

  it('is read by a newer list where the old one has none of its markets any more', async () => {
    const { read, marketLists } = reader(exchange);
    await read(0, []);
    const list = marketLists.lists.get(exchange);
    for (const market of list?.markets ?? []) {
      const old = `OLD${market.base}`;
      Object.assign(market, {
        id: `${old}USD`,
        base: old,
        symbol: `${old}/USD`,
        baseId: old,
        tickerId: undefined,
      });
    }
    expect((await read(11, [])).tickers).toHaveLength(HONEST.length);
  });
});

it('coinmate, whose tickers the library cannot read beside a market that is not listed, is read all the same', async () => {
  const pair = (first: string, second: string) => ({
    name: `${first}_${second}`,
    firstCurrency: first,
    secondCurrency: second,
    priceDecimals: 2,
    lotDecimals: 8,
    minAmount: 0.0002,
  });
  const ticker = { last: '48000', high: '48500', low: '47500', amount: '3.5', timestamp: '1708074485' };
  const answer = (data: unknown) => ({ body: JSON.stringify({ error: false, errorMessage: null, data }) });
  const coinmate = await startExchange({
    'GET /api/tradingPairs': answer([pair('BTC', 'EUR'), pair('LTC', 'BTC')]),
    'GET /api/tickerAll': answer({ BTC_EUR: ticker, LTC_BTC: ticker }),
  });
  const marketLists = memoryMarketLists();
  const basesAt = async (minutes: number) => {
    const [reading] = await readSources(['coinmate'], {
      clock: () => HOSTILE_NOW_MS + minutes * MINUTE_MS,
      timeoutMs: 20_000,
      sourceUrls: { coinmate: coinmate.origin },
      marketLists,
    });
    return reading?.ok ? reading.tickers.map(({ market }) => market.base).sort() : reading?.reason;
  };
  try {
    expect(await basesAt(0)).toEqual(['BTC', 'LTC']);
    coinmate.reply('/api/tradingPairs', answer([pair('BTC', 'EUR'), pair('LTC', 'BTC'), pair('SOL', 'EUR')]));
    coinmate.reply('/api/tickerAll', answer({ BTC_EUR: ticker, LTC_BTC: ticker, SOL_EUR: ticker }));
    expect(await basesAt(15)).toEqual(['BTC', 'LTC']);
    expect(await basesAt(35)).toEqual(['BTC', 'LTC']);
    expect(await basesAt(40)).toEqual(['BTC', 'LTC', 'SOL']);
    // One that trades and is not listed must not take it down either.
    coinmate.reply(
      '/api/tickerAll',
      answer({ BTC_EUR: ticker, LTC_BTC: ticker, SOL_EUR: ticker, XYZ_EUR: ticker }),
    );
    expect(await basesAt(80)).toEqual(['BTC', 'LTC', 'SOL']);
    expect(await basesAt(120)).toEqual(['BTC', 'LTC', 'SOL']);
  } finally {
    await coinmate.close();
  }
});
