import { describe, expect, it } from 'vitest';
import { findable, findMarkets } from '@/components/search/find-markets';
import { opensSearch } from '@/components/search/opens-search';

const MARKETS = [
  'binance:ABTC-USDT',
  'gate:SOL-BTC',
  'kraken:BTC-USD',
  'kraken:BTC-USDT',
  'okx:BTC-USDT',
  'okx:WBTC-USDT',
  'kraken:PEPE-USD',
  'bybit:BTCDOM-USDT',
  'gate:ON-USDT',
  'gate:__-USDT',
].map((name) => {
  const [exchange = '', base = '', quote = ''] = name.split(/[:-]/);
  return { name, exchange, base, quote, lastSeenAt: null };
});

const find = (search: string) => findMarkets(findable(MARKETS), search).map(({ name }) => name);

describe('findMarkets', () => {
  it.each([
    ['btc', ['kraken:BTC-USDT', 'okx:BTC-USDT', 'kraken:BTC-USD', 'bybit:BTCDOM-USDT']],
    ['BTC kraken', ['kraken:BTC-USDT', 'kraken:BTC-USD']],
    ['kraken btc usd', ['kraken:BTC-USD', 'kraken:BTC-USDT']],
    ['btc/usd on kraken', ['kraken:BTC-USD']],
    ['btc-usdt', ['kraken:BTC-USDT', 'okx:BTC-USDT']],
    ['btcusd', ['kraken:BTC-USD']],
    ['krkn pepe', ['kraken:PEPE-USD']],
    ['wbt', ['okx:WBTC-USDT']],
    ['on', ['gate:ON-USDT']],
    ['ON on gate', ['gate:ON-USDT']],
    ['__', ['gate:__-USDT']],
  ])('%s begins with what is meant', (search, wanted) => {
    expect(find(search).slice(0, wanted.length)).toEqual(wanted);
  });

  it('finds nothing in nothing', () => {
    expect(find('  ')).toEqual([]);
    expect(find('zzzz')).toEqual([]);
  });

  it('shows no more than somebody reads', () => {
    const many = Array.from({ length: 200 }, (_, i) => ({
      name: `gate:A${i}-USDT`,
      exchange: 'gate',
      base: `A${i}`,
      quote: 'USDT',
      lastSeenAt: null,
    }));
    expect(findMarkets(findable(many), 'a')).toHaveLength(50);
  });
});

describe('opensSearch', () => {
  const press = (key: string, more = {}, isTyping = false) =>
    opensSearch({ key, metaKey: false, ctrlKey: false, altKey: false, ...more }, isTyping);

  it('by ⌘K, Ctrl+K and a slash that is not typed', () => {
    expect(press('k', { metaKey: true })).toBe(true);
    expect(press('K', { ctrlKey: true })).toBe(true);
    expect(press('/')).toBe(true);
    expect(press('k')).toBe(false);
    expect(press('/', {}, true)).toBe(false);
    expect(press('k', { metaKey: true }, true)).toBe(true);
    expect(press('/', { altKey: true })).toBe(false);
    expect(press('/', { ctrlKey: true })).toBe(false);
  });
});
