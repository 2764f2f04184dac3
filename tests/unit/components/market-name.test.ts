import { expect, it } from 'vitest';
import { exchangeName, marketPath } from '@/lib/format/market-name';
import { unitName } from '@/lib/format/unit';

it('writes exchanges as they write themselves', () => {
  expect([exchangeName('okx'), exchangeName('kraken')]).toEqual(['OKX', 'Kraken']);
});

it('keeps the usual market name readable in a path and escapes what a path cannot hold', () => {
  expect(marketPath('kraken:BTC-USD')).toBe('/markets/kraken:BTC-USD');
  expect(marketPath('gate:A/B?-USDT', 'price')).toBe('/markets/gate:A%2FB%3F-USDT?metric=price');
});

it('names units in the currencies of the market', () => {
  const market = { base: 'BTC', quote: 'USD' };
  const units = ['quote currency', 'base currency', '%', '1'].map((unit) => unitName(unit, market));
  expect(units).toEqual(['USD', 'BTC', '%', '']);
});
