import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readSources } from '@/lib/collect/exchanges';
import type { Ticker } from '@/lib/model/ticker';
import { settings } from '@/lib/platform/settings';
import {
  type ChangedExchange,
  leavesOf,
  numbersOf,
  RECORDED,
  type Row,
  startChangedExchange,
  valueAt,
  withValue,
} from '@/tests/support/exchange/changed-rows';
import { memoryMarketLists } from '@/tests/support/exchange/memory-market-lists';

const NOW_MS = Date.UTC(2026, 5, 24, 15, 0);
const NOTHING = [null, 0, ''];
/** What is stored as it was sent. */
const QUANTITIES = ['last', 'bid', 'ask', 'bidSize', 'askSize', 'high', 'low', 'baseVolume'] as const;

const EXCHANGES = [...new Set([...RECORDED, ...settings.parse({}).SOURCES])];

let changed: ChangedExchange;
afterEach(() => changed.server.close());

describe.each(EXCHANGES)('%s', (exchange) => {
  let read: () => Promise<Ticker[]>;

  beforeEach(async () => {
    changed = await startChangedExchange(exchange);
    const marketLists = memoryMarketLists();
    read = async () => {
      const [reading] = await readSources([exchange], {
        clock: () => NOW_MS,
        timeoutMs: 20_000,
        sourceUrls: { [exchange]: changed.server.origin },
        marketLists,
        sleep: async () => undefined,
      });
      if (reading?.ok) return reading.tickers;
      expect(reading?.reason).toMatch(
        /has a price|no market could be read|no ticker|listed market|empty list/,
      );
      return [];
    };
    // A list of thousands would cost each read as much as all of its rows.
    const symbols = new Set((await read()).map(({ market }) => market.symbol));
    const list = marketLists.lists.get(exchange);
    if (list === undefined) throw new Error('no list');
    list.markets = list.markets.filter(({ symbol }) => symbols.has(symbol));
  });

  it('stores no value that its row does not hold, whichever of its fields is nothing', async () => {
    const ways = new Map(changed.rows.flatMap((row) => leavesOf(row)).map((way) => [way.join('.'), way]));
    const unlike = (row: Row) => [...ways.values()].reduce(scaled, row);
    const priceless: string[] = [];
    for (const [name, way] of ways) {
      for (const nothing of NOTHING) {
        const rows = changed.changeRows((row) => withValue(unlike(row), way, nothing));
        const sent = new Set(rows.flatMap(numbersOf));
        const tickers = await read();
        const invented = tickers.flatMap((ticker) =>
          QUANTITIES.filter((field) => ticker[field] > 0 && !sent.has(ticker[field])).map(
            (field) => `${ticker.market.name} ${field}: ${ticker[field]}`,
          ),
        );
        expect({ [name]: nothing, invented: invented.slice(0, 3) }).toEqual({
          [name]: nothing,
          invented: [],
        });
        if (!tickers.some(({ last }) => last > 0)) priceless.push(name);
      }
    }
    expect(priceless.length).toBeGreaterThanOrEqual(NOTHING.length);
  });
});

/**
 * The row with the number at the end of the way multiplied by a factor of its own, so that what is computed from
 * several numbers is like none of them.
 */
function scaled(row: Row, way: readonly string[], i: number): Row {
  const value = valueAt(row, way);
  const number = typeof value === 'boolean' || value === '' || value === null ? Number.NaN : Number(value);
  if (Number.isNaN(number)) return row;
  const unlike = number * (1 + (i + 1) / 1_000.7);
  return withValue(row, way, typeof value === 'string' ? String(unlike) : unlike);
}
