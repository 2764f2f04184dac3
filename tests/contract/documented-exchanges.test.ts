import { afterEach, describe, expect, it } from 'vitest';
import { readSources } from '@/lib/collect/exchanges';
import { DOCUMENTED } from '@/tests/support/exchange/documented';
import { memoryMarketLists } from '@/tests/support/exchange/memory-market-lists';
import { type LoopbackExchange, startExchange } from '@/tests/support/exchange/server';

let server: LoopbackExchange | undefined;
afterEach(() => server?.close());

describe.each(Object.entries(DOCUMENTED))('%s, as documented', (exchange, { listing, tickers }) => {
  it('gives the market that trades, over 24 hours, by two requests', async () => {
    server = await startExchange(
      Object.fromEntries(
        [listing, tickers].map(([path, body]) => [`GET ${path}`, { body: JSON.stringify(body) }]),
      ),
    );
    const sourceUrls = { [exchange]: server.origin };
    const marketLists = memoryMarketLists();

    const [reading] = await readSources([exchange], {
      clock: Date.now,
      timeoutMs: 20_000,
      sourceUrls,
      marketLists,
    });

    expect(reading).toMatchObject({ ok: true, attempts: 1, faults: [] });
    if (!reading?.ok) throw new Error(reading?.reason);
    const traded = reading.tickers.filter(({ market }) => market.base === 'BTC');
    expect(reading.tickers).toEqual(traded);
    expect(traded).toHaveLength(1);
    expect(traded[0]).toMatchObject({ last: 37583.69, bid: 37583, ask: 37584, high: 37744, low: 36666 });
    expect(traded[0]?.open).toBeCloseTo(37463.6, -1);
    expect(traded[0]?.changePercent).toBeCloseTo(0.32, 6);
    expect(traded[0]?.baseVolume).toBeGreaterThan(900);
    expect(server.requests).toEqual([listing[0], tickers[0]]);
  });
});
