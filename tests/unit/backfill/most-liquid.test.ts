import { expect, test } from 'vitest';
import type { Market } from '@/lib/collect/backfill/market';
import { mostLiquid } from '@/lib/collect/backfill/most-liquid';

const market = (name: string, price: number, quoteVolume: number | null): Market => {
  const [exchange = '', base = '', quote = ''] = name.split(/[:-]/);
  return { dimensionId: 0, name, exchange, base, quote, price, quoteVolume };
};
const names = (markets: Market[], count = 10) => mostLiquid(markets, count).map(({ name }) => name);

test('turnovers in different currencies are compared in US dollars', () => {
  const markets = [
    market('upbit:ETH-KRW', 5e6, 2_000_000_000),
    market('upbit:USDT-KRW', 1_400, 1_000),
    market('kraken:BTC-USD', 100_000, 1_000_000),
    market('okx:ETH-BTC', 0.04, 20),
    market('okx:BTC-USDT', 100_000, 1_500_000),
    market('kraken:EUR-USD', 1.1, 1),
    market('kraken:ADA-EUR', 0.5, 1_300_000),
  ];
  expect(names(markets, 5)).toEqual([
    'okx:ETH-BTC',
    'okx:BTC-USDT',
    'kraken:ADA-EUR',
    'upbit:ETH-KRW',
    'kraken:BTC-USD',
  ]);
});

test('one liar about a currency does not move its price', () => {
  const honest = ['a', 'b', 'c'].map((exchange) => market(`${exchange}:BTC-USD`, 100_000, 1));
  const liar = market('d:BTC-USDT', 1e12, 1);
  const markets = [...honest, liar, market('a:XYZ-BTC', 1, 1), market('a:ETH-USD', 4_000, 200_000)];
  expect(names(markets, 2)).toEqual(['a:ETH-USD', 'a:XYZ-BTC']);
});

test('what is unknown comes last, by name', () => {
  const markets = [market('b:X-Q', 1, 1e9), market('a:X-USD', 1, null), market('c:X-USD', 1, 1)];
  expect(names(markets)).toEqual(['c:X-USD', 'a:X-USD', 'b:X-Q']);
});
