import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { stored } from '@/tests/integration/transfer/stored';
import { type TestDatabase, testDatabase } from '@/tests/support/database';
import type { LoopbackExchange } from '@/tests/support/exchange/server';
import { type CandleWorld, startCandleExchange } from './candle-exchange';
import {
  backfillFrom,
  closeOf,
  collectOnce,
  marketsOf,
  NOW_MS,
  nameOf,
  priceAt,
  SLOT_MS,
  STEP_MS,
  type WorldMarket,
} from './world';

const DAY = 288;
const gone: RequestListener = (_, response) => void response.writeHead(404).end('gone');

let database: TestDatabase;
let exchanges: LoopbackExchange[];
let said: string[];

beforeEach(async () => {
  database = await testDatabase();
  exchanges = [];
  said = [];
});
afterEach(async () => {
  await Promise.all(exchanges.map((exchange) => exchange.close()));
  await database.drop();
});

const report = (subject: string, reason: string) => void said.push(`${subject}: ${reason}`);

async function start(exchange: string, world: Partial<CandleWorld> = {}): Promise<LoopbackExchange> {
  const server = await startCandleExchange(exchange, { close: closeOf, nowMs: NOW_MS, ...world });
  exchanges.push(server);
  return server;
}

/** The stored prices of one market by slot, oldest first. */
async function pricesOf(market: WorldMarket): Promise<{ atMs: number; price: number; others: number }[]> {
  const { rows } = await database.pool.query(
    `SELECT (extract(epoch FROM at) * 1000)::float8 AS "atMs", values[1] AS price,
            (SELECT count(v)::int FROM unnest(values[2:]) v) AS others
     FROM observation o JOIN dimension d ON d.id = o.dimension_id WHERE name = $1 ORDER BY at`,
    [nameOf(market)],
  );
  return rows;
}

/** Every slot of the day but the last, as the candles say, and the last as it was collected. */
const wholeDay = ({ id }: WorldMarket, isThere: (slotMs: number) => boolean = () => true) =>
  Array.from({ length: DAY + 1 }, (_, i) => SLOT_MS - (DAY - i) * STEP_MS)
    .filter((slotMs) => slotMs === SLOT_MS || isThere(slotMs))
    .map((slotMs) => ({ atMs: slotMs, price: priceAt(id, slotMs), others: slotMs === SLOT_MS ? 1 : 0 }));

describe.each(['kraken', 'okx', 'binance'])('%s', (exchange) => {
  const markets = marketsOf(exchange, 3);

  test('gives a day of prices, whose baselines, ranks and hours are there at once', async () => {
    const server = await start(exchange);
    await collectOnce(database.pool, markets);
    const outcome = await backfillFrom(database.pool, { sourceUrls: { [exchange]: server.origin }, report });
    expect(said).toEqual([]);
    expect(outcome).toEqual({ markets: 3, prices: 3 * DAY });
    for (const market of markets) expect(await pricesOf(market)).toEqual(wholeDay(market));
    const { statistics, hours } = await stored(database.pool);
    expect(statistics.map(({ at, count }) => [at.getTime(), count[0]])).toEqual(
      markets.map(() => [SLOT_MS, DAY]),
    );
    expect(statistics.map(({ cv_rank }) => cv_rank[0]).every((rank) => rank > 0)).toBe(true);
    expect(hours).toHaveLength(3 * 24);

    const requests = server.requests.length;
    expect(await backfillFrom(database.pool, { sourceUrls: { [exchange]: server.origin } })).toMatchObject({
      prices: 0,
    });
    expect(server.requests).toHaveLength(requests);
  });

  test.each([
    ['half pages', { cap: 100 }],
    ['a few candles a page', { cap: 17 }],
    ['candles out of order and twice', { arrange: (rows) => [...rows.slice(200), ...rows.toReversed()] }],
  ] satisfies [string, Partial<CandleWorld>][])('%s give the same', async (_, world) => {
    const server = await start(exchange, world);
    await collectOnce(database.pool, markets);
    await backfillFrom(database.pool, { sourceUrls: { [exchange]: server.origin }, report });
    expect(said).toEqual([]);
    for (const market of markets) expect(await pricesOf(market)).toEqual(wholeDay(market));
  });

  test('what has no candle, or one without a sensible close, is no observation', async () => {
    const isTraded = (slotMs: number) => (slotMs / STEP_MS) % 7 !== 0 && slotMs > SLOT_MS - 200 * STEP_MS;
    const server = await start(exchange, {
      cap: 90,
      close: (id, openMs) => {
        const slotMs = openMs + STEP_MS;
        if (isTraded(slotMs)) return closeOf(id, openMs);
        return (slotMs / STEP_MS) % 2 === 0 ? 0 : null;
      },
    });
    await collectOnce(database.pool, markets);
    await backfillFrom(database.pool, { sourceUrls: { [exchange]: server.origin }, report });
    expect(said).toEqual([]);
    for (const market of markets) expect(await pricesOf(market)).toEqual(wholeDay(market, isTraded));
  });
});

describe('a backfill', () => {
  const markets = marketsOf('okx', 6);

  test('waits as long as it is asked to, and goes on', async () => {
    const server = await start('okx', {
      instead: (_, request) =>
        request === 2 || request === 3
          ? (_asked, response) => void response.writeHead(429, { 'retry-after': '7' }).end('{"code":"50011"}')
          : null,
    });
    await collectOnce(database.pool, markets);
    const waits: number[] = [];
    const sleep = async (ms: number) => void waits.push(ms);
    await backfillFrom(database.pool, { sourceUrls: { okx: server.origin }, report, sleep });
    expect(said).toEqual([]);
    expect(waits).toEqual([7_000, 7_000]);
    for (const market of markets) expect(await pricesOf(market)).toEqual(wholeDay(market));
  });

  test('gives up an exchange that asks for longer, and asks it no more, nor does the next one', async () => {
    const server = await start('okx', {
      instead: () => (_asked, response) => void response.writeHead(418, { 'retry-after': '3600' }).end(),
    });
    await collectOnce(database.pool, markets);
    await backfillFrom(database.pool, { sourceUrls: { okx: server.origin }, report });
    const reason = /^okx: 3 failed: asked us to wait until 11:02 UTC: HTTP 418/;
    expect(said.at(-1)).toMatch(reason);
    expect(server.requests).toHaveLength(1);

    await backfillFrom(database.pool, { sourceUrls: { okx: server.origin }, report });
    expect(said.at(-1)).toMatch(reason);
    expect(server.requests).toHaveLength(1);
    const { rows } = await database.pool.query('SELECT exchange, is_ban FROM exchange_wait');
    expect(rows).toEqual([{ exchange: 'okx', is_ban: true }]);
  });

  test('leaves what is known as it is, and what was refused out', async () => {
    const server = await start('okx');
    await collectOnce(database.pool, markets.slice(0, 1), SLOT_MS - 10 * STEP_MS);
    await collectOnce(database.pool, markets.slice(0, 1));
    await database.pool.query('UPDATE observation SET values[1] = values[1] * 1.01 WHERE at < $1', [
      new Date(SLOT_MS),
    ]);
    await database.pool.query(
      `INSERT INTO rejection (dimension_id, at, reason, values) SELECT id, $1, 'peers-disagree', '{7}' FROM dimension`,
      [new Date(SLOT_MS - 20 * STEP_MS)],
    );
    await backfillFrom(database.pool, { sourceUrls: { okx: server.origin }, report });
    const [market = { exchange: '', base: '', id: '' }] = markets;
    const expected = wholeDay(market, (slotMs) => slotMs !== SLOT_MS - 20 * STEP_MS).map((each) =>
      each.atMs === SLOT_MS - 10 * STEP_MS ? { ...each, price: each.price * 1.01, others: 1 } : each,
    );
    expect(await pricesOf(market)).toEqual(expected);
  });

  test('takes no candles of another market by the same name', async () => {
    const server = await start('okx', {
      close: (id, openMs) => closeOf(id, openMs) * (id === 'okx-c1' ? 1.6 : 1),
    });
    await collectOnce(database.pool, markets);
    await backfillFrom(database.pool, { sourceUrls: { okx: server.origin }, report });
    expect(said).toEqual([
      expect.stringMatching(/^okx:C1-USDT: its newest candle closes at .*, 1\.60 times away/),
    ]);
    const counts = await Promise.all(markets.map(async (market) => (await pricesOf(market)).length));
    expect(counts).toEqual([289, 1, 289, 289, 289, 289]);
  });

  test('loses a failing market alone, and an exchange after three in a row', async () => {
    const down = (ids: string[]) => (id: string) => (ids.includes(id) ? gone : null);
    const okx = await start('okx', { instead: down(['okx-c0', 'okx-c1', 'okx-c3']) });
    const kraken = await start('kraken', { instead: down(['kraken-c2', 'kraken-c3', 'kraken-c4']) });
    const both = [...markets, ...marketsOf('kraken', 6)];
    await collectOnce(database.pool, [...both, { exchange: 'coinone', base: 'BTC', id: 'BTC' }]);
    const sourceUrls = { okx: okx.origin, kraken: kraken.origin, coinone: okx.origin };
    const outcome = await backfillFrom(database.pool, { sourceUrls, report });
    expect(said.toSorted()).toEqual([
      'coinone: ccxt cannot read candles of 5 minutes of it; 1 of its markets are left out',
      'kraken: 3 failed: HTTP 404: Not Found (gone); 2 of its markets are left out',
      'kraken:C2-USDT: HTTP 404: Not Found (gone)',
      'kraken:C3-USDT: HTTP 404: Not Found (gone)',
      'okx:C0-USDT: HTTP 404: Not Found (gone)',
      'okx:C1-USDT: HTTP 404: Not Found (gone)',
      'okx:C3-USDT: HTTP 404: Not Found (gone)',
    ]);
    expect(outcome?.prices).toBe(5 * DAY);
  });

  test('asks for the most traded markets only, and tells how far it is', async () => {
    const server = await start('okx');
    await collectOnce(database.pool, markets);
    const seen: string[] = [];
    await backfillFrom(database.pool, {
      sourceUrls: { okx: server.origin },
      markets: 2,
      onProgress: ({ done, total, remainingMs }) => seen.push(`${done}/${total} ${remainingMs === 0}`),
    });
    expect(seen.at(-1)).toBe('2/2 true');
    const counts = await Promise.all(markets.map(async (market) => (await pricesOf(market)).length));
    expect(counts).toEqual([289, 289, 1, 1, 1, 1]);
  });

  test('has nothing to do before the first collection', async () => {
    expect(await backfillFrom(database.pool, { sourceUrls: { okx: 'http://127.0.0.1:9' } })).toBe(null);
  });
});

describe('a backfill that is killed', () => {
  const markets = [...marketsOf('okx', 35), ...marketsOf('binance', 35)];

  test('and run again ends as an undisturbed one, and asks for no market twice that was stored', async () => {
    const okx = await start('okx');
    const binance = await start('binance');
    const sourceUrls = { okx: okx.origin, binance: binance.origin };
    const killed = await testDatabase();
    await collectOnce(killed.pool, markets);
    const env = {
      ...process.env,
      DATABASE_URL: killed.url,
      EXCHANGE_URLS: JSON.stringify(sourceUrls),
      // Before the first 25 are written, each exchange can have 24 more done at most.
      KILL_AT: '50',
    };
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', 'tests/integration/backfill/backfill-and-die.ts'],
      { env, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    const [words, [, signal]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
    expect([words, signal]).toEqual(['', 'SIGKILL']);
    const { rows } = await killed.pool.query(
      'SELECT count(*)::int AS n FROM (SELECT FROM observation GROUP BY dimension_id HAVING count(*) = 289) whole',
    );
    const whole: number = rows[0].n;
    expect(whole).toBeGreaterThanOrEqual(25);
    expect(whole).toBeLessThan(70);

    const before = okx.requests.length + binance.requests.length;
    const outcome = await backfillFrom(killed.pool, { sourceUrls, report });
    expect(outcome).toEqual({ markets: 70, prices: (70 - whole) * DAY });
    expect(okx.requests.length + binance.requests.length - before).toBe(70 - whole);

    await collectOnce(database.pool, markets);
    await backfillFrom(database.pool, { sourceUrls, report });
    expect(said).toEqual([]);
    expect(await stored(killed.pool)).toEqual(await stored(database.pool));
    await killed.drop();
  });
});
