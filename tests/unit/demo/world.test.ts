import { deviation, median } from 'd3-array';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Ticker } from '@/lib/model/ticker';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '@/lib/model/time';
import { hasPrice, sane } from '@/lib/quality';
import { type Recordings, readRecordings } from '@/scripts/demo/recordings';
import { parseScenario } from '@/scripts/demo/scenario';
import { createWorld, type World } from '@/scripts/demo/world/world';

const START_MS = Date.UTC(2026, 10, 24, 12, 0);

const SCENARIO = `
  after 1m for 5m: ALGO trades at 4x
  after 2m for 1m: kraken shows ETH/USD at 10x
  after 4m for 1m: gate shows everything at 10x
  after 6m for 1m: kucoin fails with 503
`;

let recordings: Recordings;

beforeAll(async () => {
  recordings = await readRecordings();
});

const world = (seed = 1, scenario = '', startMs = START_MS): World =>
  createWorld({ seed, scenario: parseScenario(scenario, 'test'), startMs, recordings });

const priceOf = (of: World, exchange: string, symbol: string, atMs: number): number =>
  tickerOf(of, exchange, symbol, atMs).last;

function tickerOf(of: World, exchange: string, symbol: string, atMs: number): Ticker {
  const found = of.tickersAt(exchange, atMs).find(({ market }) => market.symbol === symbol);
  if (found === undefined) throw new Error(`no ${symbol} on ${exchange}`);
  return found;
}

/** Changes of the logarithm of the price, from point to point. */
function changesOf(of: World, name: string, times: readonly number[]): number[] {
  const exchange = name.slice(0, name.indexOf(':'));
  const found = of.markets(exchange).find(({ market }) => market.name === name);
  if (found === undefined) throw new Error(`no ${name}`);
  const prices = times.map((atMs) => Math.log(found.quotes.last(atMs)));
  return prices.slice(1).map((price, i) => price - (prices[i] ?? 0));
}

const every = (stepMs: number, count: number, fromMs = START_MS - DAY_MS) =>
  Array.from({ length: count }, (_, i) => fromMs + i * stepMs);

function correlation(a: readonly number[], b: readonly number[]): number {
  const product = a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0) / a.length;
  return product / ((deviation(a) ?? 0) * (deviation(b) ?? 0));
}

describe('a world', () => {
  test('has more than 1,500 markets of six exchanges', () => {
    const { exchanges, markets } = world();
    expect(exchanges).toEqual(['binance', 'gate', 'htx', 'kraken', 'kucoin', 'okx']);
    const names = exchanges.flatMap((exchange) => markets(exchange).map(({ market }) => market.name));
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeGreaterThan(1_500);
  });

  test('is the same for the same seed, in whatever order it is asked, and another for another', () => {
    const times = [START_MS, START_MS + 7_777, START_MS - 3 * HOUR_MS];
    const first = world(7);
    const seen = times.map((atMs) => first.tickersAt('kraken', atMs));
    const second = world(7);
    const again = times.toReversed().map((atMs) => second.tickersAt('kraken', atMs));
    expect(again.toReversed()).toEqual(seen);
    expect(first.answer('kraken', '/0/public/Ticker', START_MS)).toEqual(
      second.answer('kraken', '/0/public/Ticker', START_MS),
    );
    expect(world(8).tickersAt('kraken', START_MS)).not.toEqual(seen[0]);
  });

  test('says nothing against itself, in any market at any hour', () => {
    const calm = world();
    const tickers = every(HOUR_MS + 37 * SECOND_MS, 25).flatMap((atMs) =>
      calm.exchanges.flatMap((exchange) => calm.tickersAt(exchange, atMs)),
    );
    for (const ticker of tickers) {
      const { last, bid, ask, high, low } = ticker;
      expect(sane(ticker).refused, ticker.market.name).toEqual([]);
      expect(hasPrice(ticker)).toBe(true);
      expect(bid < ask && bid <= last && last <= ask && low <= last && last <= high, ticker.market.name).toBe(
        true,
      );
    }
  });

  test('tells the change and the range of the day as the prices of the day were', () => {
    const calm = world();
    const now = tickerOf(calm, 'okx', 'BTC/USDT', START_MS);
    const day = every(5 * MINUTE_MS, 289).map((atMs) => priceOf(calm, 'okx', 'BTC/USDT', atMs));
    expect(now.open).toBeCloseTo(day[0] ?? 0, -2);
    expect(now.high / Math.max(...day)).toBeCloseTo(1, 3);
    expect(now.low / Math.min(...day)).toBeCloseTo(1, 3);
    expect(now.changePercent).toBeCloseTo((now.last / now.open - 1) * 100, 6);
  });
});

describe('venues', () => {
  const times = every(5 * MINUTE_MS, 289);

  test('move together in one coin, a few basis points apart', () => {
    const calm = world();
    const binance = changesOf(calm, 'binance:BTC-USDT', times);
    for (const name of [
      'okx:BTC-USDT',
      'kraken:BTC-USD',
      'gate:BTC-USDT',
      'htx:BTC-USDT',
      'kucoin:BTC-USDT',
    ]) {
      expect(correlation(binance, changesOf(calm, name, times)), name).toBeGreaterThan(0.9);
    }
    const apart = times.map((atMs) =>
      Math.abs(priceOf(calm, 'okx', 'BTC/USDT', atMs) / priceOf(calm, 'binance', 'BTC/USDT', atMs) - 1),
    );
    expect(median(apart)).toBeLessThan(0.001);
    expect(Math.max(...apart)).toBeGreaterThan(0);
  });

  test('agree across quotes: the price in bitcoin is the quotient of both in dollars', () => {
    const calm = world();
    const [eth = 0, btc = 0, ethInBtc = 0] = ['ETH/USDT', 'BTC/USDT', 'ETH/BTC'].map((symbol) =>
      priceOf(calm, 'binance', symbol, START_MS),
    );
    expect(ethInBtc / (eth / btc)).toBeCloseTo(1, 2);
  });

  test('move less alike in different coins', () => {
    const calm = world();
    const long = every(5 * MINUTE_MS, 2_000, START_MS - 7 * DAY_MS);
    const together = correlation(
      changesOf(calm, 'binance:BTC-USDT', long),
      changesOf(calm, 'binance:ETH-USDT', long),
    );
    expect(together).toBeGreaterThan(0.1);
    expect(together).toBeLessThan(0.9);
  });
});

test('more moves in the afternoon than in the small hours', () => {
  const calm = world();
  const size = (hour: number) =>
    every(DAY_MS, 60, START_MS - 60 * DAY_MS - 12 * HOUR_MS + hour * HOUR_MS).flatMap((fromMs) =>
      changesOf(calm, 'binance:BTC-USDT', every(5 * MINUTE_MS, 25, fromMs)),
    );
  expect((deviation(size(14)) ?? 0) / (deviation(size(3)) ?? 1)).toBeGreaterThan(1.3);
});

describe('a scenario', () => {
  const at = (offsetMs: number) => START_MS + offsetMs;

  test('changes nothing before it begins', () => {
    const [calm, eventful] = [world(), world(1, SCENARIO)];
    for (const exchange of calm.exchanges) {
      expect(eventful.tickersAt(exchange, at(59 * SECOND_MS))).toEqual(
        calm.tickersAt(exchange, at(59 * SECOND_MS)),
      );
    }
  });

  test('moves a base on every exchange that lists it, and back', () => {
    const [calm, eventful] = [world(), world(1, SCENARIO)];
    for (const [offsetMs, factor] of [
      [3 * MINUTE_MS, 4],
      [5.5 * MINUTE_MS, 4],
      [6.5 * MINUTE_MS, 1],
    ] as const) {
      for (const exchange of ['binance', 'htx', 'kraken', 'okx']) {
        const symbol = exchange === 'kraken' ? 'ALGO/USD' : 'ALGO/USDT';
        const moved =
          priceOf(eventful, exchange, symbol, at(offsetMs)) / priceOf(calm, exchange, symbol, at(offsetMs));
        expect(moved, `${exchange} after ${offsetMs} ms`).toBeCloseTo(factor, 3);
      }
    }
    const later = tickerOf(eventful, 'okx', 'ALGO/USDT', at(HOUR_MS));
    expect(later.high / later.last).toBeGreaterThan(3.5);
  });

  test('shows false prices of one market or of all of one exchange, and of no other', () => {
    const [calm, eventful] = [world(), world(1, SCENARIO)];
    const told = (exchange: string, offsetMs: number) => {
      const honest = calm.tickersAt(exchange, at(offsetMs));
      return eventful
        .tickersAt(exchange, at(offsetMs))
        .filter(({ last }, i) => Math.round(last / (honest[i]?.last ?? 1)) === 10)
        .map(({ market }) => market.symbol);
    };
    expect(told('kraken', 2.5 * MINUTE_MS)).toEqual(['ETH/USD']);
    expect(told('binance', 2.5 * MINUTE_MS)).toEqual([]);
    expect(told('gate', 4.5 * MINUTE_MS).length).toBeGreaterThan(240);
    expect(told('gate', 5.5 * MINUTE_MS)).toEqual([]);
  });

  test('lets an exchange fail, and come back', () => {
    const eventful = world(1, SCENARIO);
    const path = '/api/v1/market/allTickers';
    expect(eventful.answer('kucoin', path, at(6.5 * MINUTE_MS)).status).toBe(503);
    expect(eventful.tickersAt('kucoin', at(6.5 * MINUTE_MS))).toEqual([]);
    expect(eventful.answer('kucoin', path, at(7 * MINUTE_MS)).status).toBe(200);
    expect(eventful.answer('okx', '/api/v5/market/tickers', at(6.5 * MINUTE_MS)).status).toBe(200);
  });

  test.each([
    ['after 1m for 1m: NOSUCH trades at 4x', 'NOSUCH'],
    ['after 1m for 1m: mtgox fails with 503', 'binance, gate, htx, kraken, kucoin, okx'],
    ['after 1m for 1m: kraken shows NO/SUCH at 10x', 'NO/SUCH'],
  ])('that names what is not recorded is refused: %s', (line, says) => {
    expect(() => world(1, line)).toThrow(says);
  });
});
