import { afterEach, expect, it } from 'vitest';
import { readSources } from '@/lib/collect/exchanges';
import { memoryMarketLists } from '@/tests/support/exchange/memory-market-lists';
import { type LoopbackExchange, startExchange } from '@/tests/support/exchange/server';

const NOW_MS = Date.UTC(2022, 10, 21, 6, 36);

const asset = (symbol: string) => ({ symbol });
const product = (symbol: string, kind: string, settling: string | null, tick: string) => ({
  id: symbol.length,
  symbol,
  contract_type: kind,
  state: 'live',
  quoting_asset: asset('USDT'),
  underlying_asset: asset('BTC'),
  settling_asset: settling === null ? null : asset(settling),
  product_specs: kind === 'spot' ? { underlying_precision: 8 } : {},
  tick_size: tick,
  contract_value: '1',
});
const ticker = (symbol: string, close: string, volume: string, turnover: string) => ({
  symbol,
  close,
  volume,
  turnover,
  turnover_symbol: 'USDT',
  quotes: {},
  timestamp: 1669012558720806,
});
/** As Delta documents its answers: a spot market, and a perpetual whose id differs in the separator only. */
const ROWS = {
  products: [
    product('BTC_USDT', 'spot', null, '0.1'),
    product('BTCUSDT', 'perpetual_futures', 'USDT', '0.5'),
  ],
  tickers: [
    ticker('BTC_USDT', '16176.5', '10.35', '167426'),
    ticker('BTCUSDT', '16168', '2653.1', '43463413.9'),
  ],
};

let delta: LoopbackExchange | undefined;
afterEach(() => delta?.close());

it.each([false, true])(
  'a perpetual is not taken for the spot market of nearly its name; reversed: %s',
  async (isReversed) => {
    const body = (result: unknown[]) => ({
      body: JSON.stringify({ success: true, result: isReversed ? result.toReversed() : result }),
    });
    delta = await startExchange({
      'GET /v2/products': body(ROWS.products),
      'GET /v2/tickers': body(ROWS.tickers),
    });
    const deps = {
      clock: () => NOW_MS,
      timeoutMs: 20_000,
      sourceUrls: { delta: delta.origin },
      marketLists: memoryMarketLists(),
    };
    // The second time by the list that was stored.
    for (const _ of ['listed', 'kept']) {
      const [reading] = await readSources(['delta'], deps);
      if (!reading?.ok) throw new Error(reading?.reason);
      expect(reading.tickers).toMatchObject([
        { market: { name: 'delta:BTC-USDT' }, last: 16176.5, baseVolume: 10.35 },
      ]);
    }
  },
);
