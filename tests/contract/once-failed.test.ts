import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { readSources } from '@/lib/collect/exchanges';
import { HOUR_MS } from '@/lib/model/time';
import { memoryMarketLists } from '@/tests/support/exchange/memory-market-lists';
import { type LoopbackExchange, startExchange } from '@/tests/support/exchange/server';

const FOLDER = new URL('../fixtures/once-failed/', import.meta.url);
const input = z.object({ exchange: z.string(), routes: z.record(z.string(), z.unknown()) });

let server: LoopbackExchange | undefined;
let nowMs = Date.UTC(2026, 11, 1);
let marketLists = memoryMarketLists();
beforeEach(() => {
  marketLists = memoryMarketLists();
});
afterEach(() => server?.close());

/** Last price, bid and base volume by market; or why nothing was read. */
const EXPECTED: Record<string, Record<string, [last: number, bid: number, volume: number]> | string> = {
  binance: { 'A-USDT': [Number.NaN, Number.NaN, 0], 'B-USDT': [100.5, 100.4, 1000] },
  binanceusdm: 'binanceusdm lists no spot markets; use binance',
  bitbns: { 'BTC-INR': [4374835.09, 4368494.31, 62.17722344], 'BTC-USDT': [54005, 54000, 1.5] },
  btcbox: { 'BTC-JPY': [15220000, 15210000, 120.5], 'ETH-JPY': [510500, 510000, 300] },
  coinmate: { 'BTC-EUR': [48000, 47990, 3.5], 'LTC-BTC': [0.001337, 0.001348, 34.75472959] },
  delta: { 'BTC-USDT': [16176.5, Number.NaN, 10.35] },
  deribit: 'deribit sends the tickers of one currency at a time, never of all markets',
  kucoinfutures: 'kucoinfutures lists no spot markets; use kucoin',
  latoken: { 'BTC-USDT': [15900, 15899, 100] },
};

async function readFrom(exchange: string, routes: Record<string, unknown>) {
  const answers = Object.entries(routes).map(([request, body]) => [request, { body: JSON.stringify(body) }]);
  server = await startExchange(Object.fromEntries(answers));
  const sourceUrls = { [exchange]: server.origin };
  const [reading] = await readSources([exchange], {
    clock: () => nowMs,
    timeoutMs: 20_000,
    sourceUrls,
    marketLists,
  });
  if (!reading?.ok) return reading?.reason;
  return Object.fromEntries(
    reading.tickers.map(({ market, last, bid, baseVolume }) => [
      `${market.base}-${market.quote}`,
      [last, bid, baseVolume],
    ]),
  );
}

function inputOf(exchange: string) {
  return input.parse(JSON.parse(readFileSync(new URL(`${exchange}.json`, FOLDER), 'utf8')));
}

it.each(Object.entries(EXPECTED))('%s is read right, or refused', async (exchange, expected) => {
  expect(await readFrom(exchange, inputOf(exchange).routes)).toEqual(expected);
});

it('expects something of every input', () => {
  const inputs = readdirSync(FOLDER).flatMap((file) => (file.endsWith('.json') ? [file.slice(0, -5)] : []));
  expect(inputs.sort()).toEqual(Object.keys(EXPECTED).sort());
});

it('goes on with coinmate where its tickers have a market that the list lacks, and lists it for the next read', async () => {
  const { routes } = inputOf('coinmate');
  await readFrom('coinmate', routes);
  await server?.close();
  nowMs += HOUR_MS;
  const [pairs, all] = [routes['GET /api/tradingPairs'], routes['GET /api/tickerAll']];
  const listing = z.object({ data: z.array(z.record(z.string(), z.unknown())) }).parse(pairs);
  const tickers = z.object({ data: z.record(z.string(), z.record(z.string(), z.unknown())) }).parse(all);
  const solana = { name: 'SOL_EUR', firstCurrency: 'SOL', secondCurrency: 'EUR' };

  const added = {
    'GET /api/tradingPairs': { error: false, data: [...listing.data, { ...listing.data[0], ...solana }] },
    'GET /api/tickerAll': {
      error: false,
      data: { ...tickers.data, SOL_EUR: { ...tickers.data.BTC_EUR, last: '120' } },
    },
  };

  expect(await readFrom('coinmate', added)).toEqual(EXPECTED.coinmate);
  await server?.close();
  expect(await readFrom('coinmate', added)).toMatchObject({ 'SOL-EUR': [120, 47990, 3.5] });
});
