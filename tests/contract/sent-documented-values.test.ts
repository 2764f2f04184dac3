import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readSources } from '@/lib/collect/exchanges';
import type { Ticker } from '@/lib/model/ticker';
import { leavesOf, numbersOf, type Row, valueAt, withValue } from '@/tests/support/exchange/changed-rows';
import { answersOf, DOCUMENTED_SAMPLES } from '@/tests/support/exchange/documented-samples';
import { memoryMarketLists } from '@/tests/support/exchange/memory-market-lists';
import { type LoopbackExchange, startExchange } from '@/tests/support/exchange/server';

const NOTHING = [null, 0, ''];
const QUANTITIES = ['last', 'bid', 'ask', 'bidSize', 'askSize', 'high', 'low', 'baseVolume'] as const;

/** By how much more an exchange writes its prices and amounts, which are whole numbers there. */
const UNITS: Record<string, number> = { phemex: 1e8 };

let server: LoopbackExchange;
afterEach(() => server.close());

/** The value with a factor of its own, where it is a price or an amount: what is computed of several is like none. */
function scaled(body: Row, way: readonly string[], i: number): Row {
  const value = valueAt(body, way);
  const number = typeof value === 'string' && value !== '' ? Number(value) : value;
  if (typeof number !== 'number' || Number.isInteger(number) || Number.isNaN(number)) return body;
  const unlike = number * (1 + (i + 1) / 1_000.7);
  return withValue(body, way, typeof value === 'string' ? String(unlike) : unlike);
}

describe.each(Object.entries(DOCUMENTED_SAMPLES))('%s', (exchange, sample) => {
  let read: () => Promise<Ticker[]>;

  beforeEach(async () => {
    const answers = Object.entries(answersOf(sample));
    server = await startExchange(Object.fromEntries(answers.map(([request, body]) => [request, { body }])));
    const marketLists = memoryMarketLists();
    read = async () => {
      const [reading] = await readSources([exchange], {
        clock: () => Date.UTC(2026, 11, 1),
        timeoutMs: 20_000,
        sourceUrls: { [exchange]: server.origin },
        marketLists,
        sleep: async () => undefined,
      });
      return reading?.ok ? reading.tickers : [];
    };
  });

  it('stores no value that its answer does not hold, whichever part of it is nothing', async () => {
    expect(await read()).not.toEqual([]);
    const path = new URL(server.requests.at(-1) ?? '', server.origin).pathname;
    const answer = Object.entries(answersOf(sample)).find(([request]) => request.split(/[ ?]/)[1] === path);
    const body: Row = JSON.parse(answer?.[1] ?? '');
    const ways = leavesOf(body);
    const unlike = ways.reduce(scaled, body);
    const invented: string[] = [];
    for (const way of ways) {
      for (const nothing of NOTHING) {
        const said = withValue(unlike, way, nothing);
        server.reply(path, { body: JSON.stringify(said) });
        const sent = new Set(numbersOf(said).flatMap((number) => [number, number / (UNITS[exchange] ?? 1)]));
        for (const ticker of await read()) {
          for (const field of QUANTITIES) {
            if (!(ticker[field] > 0) || sent.has(ticker[field])) continue;
            invented.push(`${field} is ${ticker[field]} where ${way.join('.')} is ${nothing}`);
          }
        }
      }
    }
    expect(invented.slice(0, 4)).toEqual([]);
  });
});
