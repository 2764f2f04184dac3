import { AuthenticationError, type Exchange, exchanges } from 'ccxt';
import { describe, expect, it } from 'vitest';
import { refusalOf } from '@/lib/collect/exchanges/refused-exchanges';
import { skipUnasked, spotOptions } from '@/lib/collect/exchanges/specials';

const CLASSES: Record<string, new (config: object) => Exchange> = exchanges;

/** What the library itself says against collecting this exchange; null where nothing does. */
async function obstacleOf(id: string): Promise<string | null> {
  const { client } = recordingClient(id);
  if (client.has.fetchTickers !== true) return 'no call for all tickers';
  if (client.has.spot !== true) return 'no spot markets';
  const listing = await hostsAsked(id, (asked) => asked.fetchMarkets());
  if (listing.refused) return 'no market list without a key';
  const tickers = await hostsAsked(id, (asked) => asked.fetchTickers());
  if (tickers.urls.length === 0) return 'no tickers without an argument or a key';
  if (tickers.urls.every((url) => /futures|swap|contract/i.test(url))) return 'tickers of derivatives only';
  const foreign = tickers.urls.every((url) => !listing.urls.some((own) => houseOf(own) === houseOf(url)));
  return listing.urls.length > 0 && foreign ? 'tickers of another exchange' : null;
}

/** The requests of this call, each answered with nothing. */
async function hostsAsked(
  id: string,
  call: (client: Exchange) => Promise<unknown>,
): Promise<{ urls: string[]; refused: boolean }> {
  const { client, urls } = recordingClient(id);
  const market = { id: 'BTCUSDT', symbol: 'BTC/USDT', base: 'BTC', quote: 'USDT', type: 'spot', spot: true };
  client.setMarkets([{ ...market, baseId: 'BTC', quoteId: 'USDT', active: true }]);
  const error = await call(client).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  return { urls, refused: error instanceof AuthenticationError };
}

function recordingClient(id: string): { client: Exchange; urls: string[] } {
  const Client = CLASSES[id];
  if (Client === undefined) throw new Error(`no class ${id}`);
  const urls: string[] = [];
  const client = new Client({
    options: spotOptions(id),
    enableRateLimit: false,
    fetchImplementation: async (url: string) => {
      urls.push(url);
      return new Response('{}', { status: 200 });
    },
  });
  skipUnasked(client);
  return { client, urls };
}

/** `api.binance.com` and `www.binance.com` are of one house. */
function houseOf(url: string): string {
  return new URL(url).hostname.split('.').slice(-2).join('.');
}

describe.each(Object.keys(CLASSES))('%s', (id) => {
  it('is refused if and only if the library cannot read its spot tickers', async () => {
    const obstacle = await obstacleOf(id);

    expect({ obstacle, refusal: refusalOf(id) }).toEqual({
      obstacle,
      refusal: obstacle === null ? null : expect.any(String),
    });
  });
});
