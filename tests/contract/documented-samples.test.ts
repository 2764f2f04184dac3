import { afterEach, describe, expect, it } from 'vitest';
import { readSources } from '@/lib/collect/exchanges';
import type { Ticker } from '@/lib/model/ticker';
import {
  answersOf,
  DOCUMENTED_SAMPLES,
  type DocumentedSample,
  documentedValues,
} from '@/tests/support/exchange/documented-samples';
import { memoryMarketLists } from '@/tests/support/exchange/memory-market-lists';
import { type LoopbackExchange, startExchange } from '@/tests/support/exchange/server';

let server: LoopbackExchange | undefined;
afterEach(() => server?.close());

/** Between a change in per cent and the prices of the same text. */
const MAX_ROUNDING = 0.05;

/** Prices of which 0 means that there is none. */
const PRICES = ['last', 'bid', 'ask', 'open', 'high', 'low'] as const;

describe.each(Object.entries(DOCUMENTED_SAMPLES))('%s, as documented', (exchange, sample) => {
  it('gives each market what the retrieved text says of it, and no other market', async () => {
    const tickers = await tickersOf(exchange, sample);
    const expected = documentedValues(sample);

    expect(tickers.map(({ market }) => `${market.base}-${market.quote}`).sort()).toEqual(
      [...expected.keys()].sort(),
    );
    for (const ticker of tickers) {
      const values = expected.get(`${ticker.market.base}-${ticker.market.quote}`) ?? {};
      const { last = Number.NaN, open = Number.NaN, changePercent = Number.NaN } = values;
      const ofPrices = (last / open - 1) * 100;
      // Some texts have made-up figures: a change that their own last and open contradict yields to those.
      if (Math.abs(changePercent - ofPrices) > MAX_ROUNDING) values.changePercent = ofPrices;
      const read = Object.fromEntries(
        Object.keys(values).map((name) => [name, Number(Reflect.get(ticker, name))]),
      );
      for (const price of PRICES) {
        if (values[price] === 0) values[price] = Number.NaN;
        if (read[price] === 0) read[price] = Number.NaN;
      }
      expect(rounded(read)).toEqual(rounded(values));
    }
  });
});

const TRUE_TO_LIFE = Object.entries(DOCUMENTED_SAMPLES).filter(
  ([, { madeUp, ofDerivative }]) => madeUp !== true && ofDerivative !== true,
);

describe.each(TRUE_TO_LIFE)('%s, as read', (exchange, sample) => {
  it('has a mean price, a bid and an ask near its price, and the change since its open', async () => {
    for (const { last, bid, ask, low, high, open, ...others } of await tickersOf(exchange, sample)) {
      const [least, most] = [Math.min(last, low || last), Math.max(last, high || last)];
      const prices = [others.quoteVolume / others.baseVolume, bid, ask].filter((price) => price > 0);
      expect(prices.filter((price) => price < least * 0.9 || price > most * 1.1)).toEqual([]);
      if (open > 0 && !Number.isNaN(others.changePercent))
        expect(Math.abs((last / open - 1) * 100 - others.changePercent)).toBeLessThan(0.1);
    }
  });
});

async function tickersOf(exchange: string, sample: DocumentedSample): Promise<Ticker[]> {
  const answers = Object.entries(answersOf(sample));
  server = await startExchange(Object.fromEntries(answers.map(([request, body]) => [request, { body }])));
  const [reading] = await readSources([exchange], {
    clock: () => Date.UTC(2026, 11, 1),
    timeoutMs: 20_000,
    sourceUrls: { [exchange]: server.origin },
    marketLists: memoryMarketLists(),
  });
  if (!reading?.ok) throw new Error(reading?.reason);
  expect(reading.faults).toEqual([]);
  return reading.tickers;
}

/** To twelve digits, changes to six decimals: what is computed on the way may differ in the last ones. */
function rounded(values: Record<string, number>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      Number(name === 'changePercent' ? value.toFixed(6) : value.toPrecision(12)),
    ]),
  );
}
