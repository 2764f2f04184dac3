import ccxt, { type Exchange } from 'ccxt';
import { describe, expect, it } from 'vitest';
import { exchangeClass } from '@/lib/collect/exchanges/known-exchange';
import { setMarkets } from '@/lib/collect/exchanges/set-markets';

const SPOT = { type: 'spot', spot: true, active: true, margin: false, swap: false, contract: false };

const MARKETS = [
  { ...SPOT, id: 'XXBTZUSD', symbol: 'BTC/USD', base: 'BTC', quote: 'USD', baseId: 'XXBT', quoteId: 'ZUSD' },
  { ...SPOT, id: 'ETHXBT', symbol: 'ETH/BTC', base: 'ETH', quote: 'BTC', baseId: 'ETH', quoteId: 'XBT' },
  { ...SPOT, id: 'eth2', symbol: 'ETH/USD', base: 'ETH', quote: 'USD', baseId: 'ETH2', quoteId: undefined },
  // Two with one id, and one with what only some exchanges have.
  { ...SPOT, id: 'eth2', symbol: 'ETH/USD (2)', base: 'ETH', quote: 'USD', baseId: null, quoteId: null },
  {
    ...SPOT,
    id: 's',
    symbol: 'A/USDT',
    base: 'A',
    quote: 'USDT',
    baseId: 'A',
    quoteId: 'USDT',
    priceScale: 8,
  },
];

/** What a ticker may be read by. */
function knownBy(client: Exchange) {
  const { markets, markets_by_id, symbols, ids, codes } = client;
  const idsOf = (currencies: object = {}) =>
    Object.fromEntries(Object.entries(currencies).map(([key, { id, code }]) => [key, { id, code }]));
  return {
    markets,
    markets_by_id,
    symbols,
    ids,
    codes,
    currencies: idsOf(client.currencies),
    currenciesById: idsOf(client.currencies_by_id),
  };
}

describe('the library is told its markets', () => {
  it.each(ccxt.exchanges)('%s knows what its own setMarkets makes it know', async (exchange) => {
    const Client = await exchangeClass(exchange);
    const [ours, theirs] = [new Client({}), new Client({})];
    theirs.setMarkets(MARKETS.map((market) => ({ ...market })));
    setMarkets(
      ours,
      MARKETS.map((market) => ({ ...market })),
    );
    expect(knownBy(ours)).toEqual(knownBy(theirs));
  });
});
