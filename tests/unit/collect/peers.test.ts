import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quoteClass } from '@/lib/model/quote-class';
import type { Ticker } from '@/lib/model/ticker';
import { peerMedianPrices } from '@/lib/quality/peers';
import { tickerOf } from '@/tests/support/ticker';

const market = (exchange: string, quote: string, last: number, quoteVolume = Number.NaN): Ticker =>
  tickerOf({ exchange, base: 'BTC', quote }, { last, quoteVolume });

describe('peerMedianPrices', () => {
  it('is the median over one price per other exchange', () => {
    const tickers = [
      market('kraken', 'USD', 100),
      market('binance', 'USDT', 101),
      market('okx', 'USDC', 103),
      market('gate', 'USDT', 110),
    ];
    expect([...peerMedianPrices(tickers)]).toEqual([103, 103, 101, 101]);
  });

  it('takes the mean of the middle two', () => {
    const tickers = [
      market('kraken', 'USD', 100),
      market('binance', 'USDT', 101),
      market('okx', 'USDT', 103),
    ];
    expect([...peerMedianPrices(tickers)]).toEqual([102, 101.5, 100.5]);
  });

  it('lets an exchange speak by its most liquid market, and never to itself', () => {
    const tickers = [
      market('kraken', 'USD', 100, 5),
      market('kraken', 'USDT', 90, 1),
      market('kraken', 'USDC', 80),
      market('okx', 'USDT', 103, 1),
    ];
    expect([...peerMedianPrices(tickers)]).toEqual([103, 103, 103, 100]);
  });

  it('computes the turnover of an exchange that does not say it', () => {
    const small = market('bitfinex', 'USD', 100, 500);
    const large = tickerOf(
      { exchange: 'bitfinex', base: 'BTC', quote: 'USDT' },
      { last: 200, baseVolume: 3 },
    );
    expect(peerMedianPrices([small, large, market('okx', 'USDT', 103)])[2]).toBe(200);
  });

  it('has nothing to say without a peer, without a price, or across bases and classes', () => {
    const tickers = [
      market('kraken', 'USD', 100),
      market('kraken', 'EUR', 90),
      market('okx', 'BTC', 1),
      market('gate', 'USD', Number.NaN),
      market('htx', 'USD', Number.POSITIVE_INFINITY),
      market('upbit', 'USD', 0),
      tickerOf({ exchange: 'okx', base: 'ETH', quote: 'USD' }, { last: 5 }),
    ];
    expect([...peerMedianPrices(tickers)]).toEqual(tickers.map(() => Number.NaN));
    expect(peerMedianPrices([])).toHaveLength(0);
  });

  it('agrees with the plain definition', () => {
    const anyTicker = fc.record({
      exchange: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
      quote: fc.constantFrom('USD', 'USDT', 'EUR'),
      last: fc.constantFrom(1, 2, 3, 5, 8, 13),
      volume: fc.integer({ min: 1, max: 1000 }),
    });
    fc.assert(
      fc.property(fc.array(anyTicker, { maxLength: 20 }), (rows) => {
        const tickers = rows.map(({ exchange, quote, last, volume }) =>
          market(exchange, quote, last, volume),
        );
        expect([...peerMedianPrices(tickers)]).toEqual(tickers.map((ticker) => plainMedian(ticker, tickers)));
      }),
    );
  });
});

function plainMedian(own: Ticker, tickers: Ticker[]): number {
  const best = new Map<string, Ticker>();
  for (const other of tickers) {
    if (other.market.exchange === own.market.exchange) continue;
    if (quoteClass(other.market.quote) !== quoteClass(own.market.quote)) continue;
    const known = best.get(other.market.exchange);
    if (!known || other.quoteVolume > known.quoteVolume) best.set(other.market.exchange, other);
  }
  const prices = [...best.values()].map(({ last }) => last).sort((a, b) => a - b);
  const [low, high] = [prices[(prices.length - 1) >> 1], prices[prices.length >> 1]];
  return low === undefined || high === undefined ? Number.NaN : (low + high) / 2;
}

describe('quoteClass', () => {
  it('puts the dollar and its coins together, and nothing else', () => {
    expect(['USD', 'USDT', 'USDC', 'DAI', 'FDUSD'].map(quoteClass)).toEqual(Array(5).fill('USD'));
    expect(['EUR', 'BTC', 'AUD', 'USDX', 'usdt'].map(quoteClass)).toEqual([
      'EUR',
      'BTC',
      'AUD',
      'USDX',
      'usdt',
    ]);
  });
});
