import { readSources, type SourceDeps } from '@/lib/collect/exchanges';
import type { SourceReading } from '@/lib/quality/reading';
import { DEFAULT_WRITERS } from './default-writers';
import { memoryMarketLists } from './memory-market-lists';
import { type LoopbackExchange, type Reply, startExchange } from './server';
import type { Quote } from './synthetic';

export const HOSTILE_NOW_MS = Date.UTC(2026, 5, 24, 15, 0);
/** What each exchange lists in US dollars beside what is wrong, by name. */
export const HONEST = ['BTC', 'ETH', ...Array.from({ length: 38 }, (_, i) => `HON${10 + i}`)];

export interface Hostile {
  /** Bases that are listed, and have a ticker, beside the honest ones. */
  names?: readonly string[];
  /** Puts something wrong into the answer that the exchange would give. */
  listing?: (body: unknown) => Reply;
  tickers?: (body: unknown) => Reply;
}

/** A loopback server that speaks as this exchange and lists the honest markets and hostile ones. */
export async function hostileExchange(exchange: string, hostile: Hostile): Promise<LoopbackExchange> {
  const writer = DEFAULT_WRITERS[exchange];
  if (writer === undefined) throw new Error(`no dialect of ${exchange}`);
  const quotes = [...HONEST, ...(hostile.names ?? [])].map(quoteOf);
  const asJson = (body: unknown): Reply => ({ body: JSON.stringify(body) });
  return startExchange({
    [writer.listing[0]]: (hostile.listing ?? asJson)(writer.listing[1](quotes)),
    [writer.tickers[0]]: (hostile.tickers ?? asJson)(writer.tickers[1](quotes, HOSTILE_NOW_MS)),
  });
}

/**
 * The rows of an answer, wherever in it this exchange has them: the first list or object with as many entries as there
 * are markets.
 */
export function rowsOf(body: unknown, count = HONEST.length): unknown[] | Record<string, unknown> {
  const queue: unknown[] = [body];
  for (const value of queue) {
    if (typeof value !== 'object' || value === null) continue;
    if (Object.keys(value).length === count) return value as unknown[] | Record<string, unknown>;
    queue.push(...Object.values(value));
  }
  throw new Error('no rows');
}

/** The answer with one more row: what `odd` makes of its last one. */
export function withOddRow(body: unknown, odd: (row: unknown) => unknown): unknown {
  const rows = rowsOf(body);
  const last = Object.values(rows).at(-1);
  if (Array.isArray(rows)) rows.push(odd(last));
  else rows.ODDUSD = odd(last);
  return body;
}

/** Reads one such exchange as a collection does, without a kept list. */
export async function readHostile(
  exchange: string,
  hostile: Hostile,
  deps: Partial<SourceDeps> = {},
): Promise<SourceReading> {
  const server = await hostileExchange(exchange, hostile);
  try {
    const [reading] = await readSources([exchange], {
      clock: () => HOSTILE_NOW_MS,
      timeoutMs: 20_000,
      sourceUrls: { [exchange]: server.origin },
      marketLists: memoryMarketLists(),
      sleep: async () => undefined,
      ...deps,
    });
    if (reading === undefined) throw new Error('no reading');
    return reading;
  } finally {
    await server.close();
  }
}

function quoteOf(base: string): Quote {
  return {
    base,
    quote: 'USD',
    last: '100',
    baseVolume: 1000,
    quoteVolume: 100_000,
    stampedAtMs: HOSTILE_NOW_MS,
  };
}
