import { type Exchange, exchanges } from 'ccxt';
import { afterEach, describe, expect, it } from 'vitest';
import { readSources } from '@/lib/collect/exchanges';
import { refusalOf } from '@/lib/collect/exchanges/refused-exchanges';
import { skipUnasked, spotOptions } from '@/lib/collect/exchanges/specials';
import { answersOf, DOCUMENTED_SAMPLES } from '@/tests/support/exchange/documented-samples';
import { memoryMarketLists } from '@/tests/support/exchange/memory-market-lists';
import { type LoopbackExchange, type Reply, startExchange } from '@/tests/support/exchange/server';

const CLASSES: Record<string, new (config: object) => Exchange> = exchanges;
const COLLECTED = Object.keys(CLASSES).filter((id) => refusalOf(id) === null);

/** What a listing asks for beside its first request (by the order of their paths), and why. */
const MORE: Record<string, string[]> = {
  // Which markets trade is in `/ajax/coin/coinInfo` alone.
  btcbox: ['/api/v1/tickers'],
  // The library goes on without those, see below.
  coinbase: ['/api/v3/brokerage/market/products', '/api/v3/brokerage/market/products'],
  // Its list is hard-coded in the library: nothing is asked.
  coinspot: [],
  // Symbols have no pair, pairs no type, and the names of both are those of assets.
  nado: ['/v2/assets', '/v2/pairs'],
};

/** The paths that a listing asks for, each answered with nothing. */
async function listingPaths(id: string): Promise<string[]> {
  const Client = CLASSES[id];
  if (Client === undefined) throw new Error(`no class ${id}`);
  const paths: string[] = [];
  const client = new Client({
    options: spotOptions(id),
    enableRateLimit: false,
    fetchImplementation: async (url: string) => {
      paths.push(new URL(url).pathname.replace('//', '/'));
      return new Response('{}', { status: 200 });
    },
  });
  skipUnasked(client);
  await client.fetchMarkets().catch(() => undefined);
  return paths;
}

describe.each(COLLECTED)('%s', (id) => {
  it('lists its spot markets by one request, which no other kind of market can fail', async () => {
    const [, ...more] = (await listingPaths(id)).sort();
    expect(more).toEqual(MORE[id] ?? []);
  });
});

describe('an exchange that refuses requests for derivatives', () => {
  let server: LoopbackExchange | undefined;
  afterEach(() => server?.close());

  const DERIVATIVE =
    /\/(c?swap|[fd]api|capi|cfd|futures?|contract|allInstruments|exchange\/public\/products)\b/i;
  const refused: Reply = { status: 403, body: 'Forbidden' };

  it.each(Object.keys(DOCUMENTED_SAMPLES))('%s is read all the same', async (id) => {
    const sample = DOCUMENTED_SAMPLES[id];
    if (sample === undefined) throw new Error('no sample');
    const answers = Object.entries(answersOf(sample)).map(([request, body]): [string, Reply] => [
      request,
      DERIVATIVE.test(request) ? refused : { body },
    ]);
    server = await startExchange(Object.fromEntries(answers));
    const [reading] = await readSources([id], {
      clock: () => Date.UTC(2026, 11, 1),
      timeoutMs: 20_000,
      sourceUrls: { [id]: server.origin },
      marketLists: memoryMarketLists(),
    });
    expect(reading).toMatchObject({ ok: true, attempts: 1 });
  });

  it('Coinbase is read although its futures are refused', async () => {
    const sample = DOCUMENTED_SAMPLES.coinbase;
    if (sample === undefined) throw new Error('no sample');
    const [[request, body] = ['', '']] = Object.entries(answersOf(sample));
    server = await startExchange({});
    server.reply(request.replace('GET ', ''), (asked, response) => {
      const isFuture = asked.url?.includes('FUTURE') ?? false;
      response.writeHead(isFuture ? 403 : 200, { 'content-type': 'application/json' });
      response.end(isFuture ? '{}' : body);
    });
    const [reading] = await readSources(['coinbase'], {
      clock: () => Date.UTC(2026, 11, 1),
      timeoutMs: 20_000,
      sourceUrls: { coinbase: server.origin },
      marketLists: memoryMarketLists(),
    });
    expect(reading).toMatchObject({ ok: true });
  });
});
