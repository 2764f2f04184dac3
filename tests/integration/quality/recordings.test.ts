import { afterEach, expect, test } from 'vitest';
import { readSources } from '@/lib/collect/exchanges';
import { quoteClass } from '@/lib/model/quote-class';
import { dollarRates, hearPeers, judgeMarket, sane, type VenueMarket, venueOf } from '@/lib/quality';
import { collectAt } from '@/tests/support/collector';
import { type TestDatabase, testDatabase } from '@/tests/support/database';
import { memoryMarketLists } from '@/tests/support/exchange/memory-market-lists';
import { startRecordedExchange } from '@/tests/support/exchange/recorded-exchange';
import { bodyOf, recordingsOf } from '@/tests/support/exchange/recordings';

let database: TestDatabase | undefined;
afterEach(async () => {
  await database?.drop();
  database = undefined;
});

/** A listing of every market that was recorded: the recorded listings are years older than the tickers. */
function listingOf(exchange: string, which: number): [path: string, reply: { body: string }] {
  const tickers = recordingsOf(exchange).filter(({ request }) => /ticker/i.test(request))[which];
  if (tickers === undefined) throw new Error(`no recording ${which} of ${exchange}`);
  const body = JSON.parse(bodyOf(tickers).toString('utf8'));
  if (exchange === 'kraken') {
    const pairs = Object.keys(body.result).map((name) => {
      const [base, quote] = name.split('/');
      return [name, { altname: name, wsname: name, base, quote, fees: [], status: 'online' }];
    });
    return [
      '/0/public/AssetPairs',
      { body: JSON.stringify({ error: [], result: Object.fromEntries(pairs) }) },
    ];
  }
  const data = body.data.ticker.map(({ symbol }: { symbol: string }) => {
    const [baseCurrency, quoteCurrency] = symbol.split('-');
    return { symbol, name: symbol, baseCurrency, quoteCurrency, enableTrading: true };
  });
  return ['/api/v2/symbols', { body: JSON.stringify({ code: '200000', data }) }];
}

interface Refused {
  name: string;
  reason: string;
  peers: string;
}

/** Collects an exchange's two recordings at their times; answers what was not believed of the second one. */
async function between(exchange: string, firstMs: number, secondMs: number, slots: number) {
  database = await testDatabase();
  for (const [which, nowMs] of [
    ...Array.from({ length: slots }, (_, i) => [0, firstMs - (slots - 1 - i) * 300_000]),
    [1, secondMs],
  ]) {
    const recorded = await startRecordedExchange(exchange, which);
    recorded.reply(...listingOf(exchange, which ?? 0));
    await collectAt({ pool: database.pool, sourceUrls: { [exchange]: recorded.origin }, nowMs: nowMs ?? 0 });
    await recorded.close();
  }
  const slot = new Date(Math.floor(secondMs / 300_000) * 300_000);
  const { rows } = await database.pool.query<Refused>(
    `SELECT d.name, r.reason, r.peers FROM rejection r JOIN dimension d ON d.id = r.dimension_id
     WHERE r.at = $1 AND r.reason IN ('pending', 'uncorroborated', 'whole-source') ORDER BY 1`,
    [slot],
  );
  const { rows: moved } = await database.pool.query(
    `SELECT d.name FROM observation o JOIN dimension d ON d.id = o.dimension_id
     JOIN observation b ON b.dimension_id = o.dimension_id AND b.at = $2
     WHERE o.at = $1 AND greatest(o.values[1] / b.values[1], b.values[1] / o.values[1]) > 1.5 ORDER BY 1`,
    [slot, new Date(Math.floor(firstMs / 300_000) * 300_000)],
  );
  const { rows: observed } = await database.pool.query('SELECT FROM observation WHERE at = $1', [slot]);
  const markets = observed.length + rows.length;
  const share = `${((100 * rows.length) / markets).toFixed(3)} %`;
  const found = `${rows.length} of ${markets} honest markets refused or held (${share})`;
  process.stdout.write(`${exchange}: ${found}; ${moved.length} moved by more than 1.5x\n`);
  for (const { name, reason, peers } of rows) process.stdout.write(`  ${name}: ${reason}: ${peers}\n`);
  return { markets, rows };
}

test('Kraken, 4.5 minutes apart, with a baseline of an hour', async () => {
  const { markets, rows } = await between(
    'kraken',
    Date.UTC(2026, 5, 24, 14, 57),
    Date.UTC(2026, 5, 24, 15, 1),
    13,
  );
  expect(markets).toBeGreaterThan(1350);
  expect(rows).toEqual([]);
}, 120_000);

test('KuCoin, 18 hours apart in a week of crashes', async () => {
  const { markets, rows } = await between(
    'kucoin',
    Date.UTC(2022, 10, 21, 6, 36),
    Date.UTC(2022, 10, 22, 0, 51),
    13,
  );
  expect(markets).toBeGreaterThan(1200);
  expect(rows).toEqual([]);
}, 120_000);

/** What eight exchanges said at one moment, each price with that of the same market a day before as its past. */
async function sameMoment(): Promise<VenueMarket[]> {
  const exchanges = ['binance', 'bigone', 'gate', 'gemini', 'htx', 'kucoin', 'okx', 'upbit'];
  const servers = await Promise.all(
    exchanges.map((exchange) => startRecordedExchange(exchange, exchange === 'kucoin' ? 1 : 0)),
  );
  const clock = () => Date.UTC(2022, 10, 22, 0, 51);
  const sourceUrls = Object.fromEntries(exchanges.map((exchange, i) => [exchange, servers[i]?.origin ?? '']));
  const readings = await readSources(exchanges, {
    clock,
    timeoutMs: 10_000,
    sourceUrls,
    marketLists: memoryMarketLists(),
  });
  await Promise.all(servers.map((server) => server.close()));
  return readings.flatMap((reading) => {
    if (!reading.ok) throw new Error(`${reading.exchange}: ${reading.reason}`);
    return reading.tickers
      .map((sent) => sane(sent).ticker)
      .filter(({ last, open }) => last > 0 && open > 0)
      .map(({ market: { exchange, base, quote }, last, open, quoteVolume, baseVolume }) => ({
        exchange: venueOf(exchange),
        base,
        quoteClass: quoteClass(quote),
        quoteVolume: Number.isNaN(quoteVolume) ? baseVolume * open : quoteVolume,
        price: last,
        step: last / open,
        ratio: Number.NaN,
        slotStep: last / open,
      }));
  });
}

/** How a market's price is judged by its peers, with a factor on it that they do not share. */
function judgedBy(markets: readonly VenueMarket[], factor: number) {
  const rates = dollarRates(markets);
  const testimonies = hearPeers(markets, rates);
  return markets.map((market, i) => {
    const lie = { ...market, price: market.price * factor, step: market.step * factor };
    const turnover = market.quoteVolume * (rates.get(market.quoteClass)?.price ?? Number.NaN);
    const honest = testimonies[i];
    if (honest === undefined) throw new Error('no testimony');
    const peers = factor === 1 ? honest : (hearPeers([lie, ...peersOf(markets, market)], rates)[0] ?? honest);
    const { quality } = judgeMarket(
      { ...lie, turnover, level: Number.NaN, peers },
      undefined,
      undefined,
      SLOT,
    );
    return { market, quality, voting: peers.voting };
  });
}

const SLOT = { atMs: 0, intervalMs: 300_000 };
const peersOf = (markets: readonly VenueMarket[], { base, exchange }: VenueMarket) =>
  markets.filter((other) => other.base === base && other.exchange !== exchange);

test('eight exchanges at one moment, each against its own prices of a day before', async () => {
  const markets = await sameMoment();
  const told = judgedBy(markets, 1);
  const refused = told.filter(({ quality }) => quality === 'rejected' || quality === 'pending');
  const name = ({ market: { exchange, base, quoteClass: of, step } }: (typeof told)[number]) =>
    `${exchange}:${base}-${of} ${step.toFixed(2)}x`;
  const share = ((100 * refused.length) / told.length).toFixed(3);
  process.stdout.write(
    `a day, eight exchanges: ${refused.length} of ${told.length} refused or held (${share} %)\n`,
  );
  for (const each of refused) process.stdout.write(`  ${each.quality} ${name(each)}\n`);
  const lies = judgedBy(markets, 10).filter(({ voting }) => voting >= 2);
  const believed = lies.filter(({ quality }) => quality === 'good' || quality === 'single-venue');
  process.stdout.write(
    `  of ${lies.length} lies by 10x where two peers can tell, ${believed.length} were believed\n`,
  );
  expect(told.length).toBeGreaterThan(2000);
  expect(believed.map(name)).toEqual([]);
  // They trade 750 and 45 US dollars a day; the last trade of the second lies above its ask.
  expect(refused.map(name)).toEqual(['gate:OCN-BTC 0.52x', 'htx:QSP-BTC 1.61x']);
}, 120_000);
