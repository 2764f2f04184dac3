import type { RequestListener } from 'node:http';
import { seededRandom } from '@/bench/cycle/random';
import type { LoopbackExchange } from '@/tests/support/exchange/server';
import { type Quote, startSyntheticExchange, VENUES, type Venue } from '@/tests/support/exchange/synthetic';

export interface Exchanges {
  /** SOURCES and SOURCE_URLS. */
  settings: Record<string, string>;
  /** What an exchange answers in place of its own: any HTTP listener. */
  instead: Map<Venue, RequestListener>;
  /** Changes what an exchange quotes, such as its prices or the names of its markets. */
  change: Map<Venue, (quotes: Quote[]) => Quote[]>;
  close(): Promise<void>;
}

/** Simulated exchanges in their real dialects, with this many markets in all; each price moves a little at every look. */
export async function startExchanges(markets: number): Promise<Exchanges> {
  const random = seededRandom(7);
  const levels = Array.from({ length: Math.floor(markets / VENUES.length) }, (_, i) => 0.01 + (i % 977));
  const servers: LoopbackExchange[] = [];
  const origins: Record<string, string> = {};
  const exchanges: Exchanges = {
    settings: {},
    instead: new Map(),
    change: new Map(),
    close: async () => void (await Promise.all(servers.map((server) => server.close()))),
  };
  for (const venue of VENUES) {
    const server = await startSyntheticExchange(venue, {
      quotes() {
        const quotes = levels.map((level, i) => quoteOf(`C${i}`, level * (0.995 + 0.01 * random())));
        return exchanges.change.get(venue)?.(quotes) ?? quotes;
      },
      nowMs: Date.now,
      instead: () => exchanges.instead.get(venue) ?? null,
    });
    servers.push(server);
    origins[venue] = server.origin;
  }
  exchanges.settings = { SOURCES: VENUES.join(','), SOURCE_URLS: JSON.stringify(origins) };
  return exchanges;
}

function quoteOf(base: string, last: number): Quote {
  return { base, quote: 'USDT', last, baseVolume: 1e6, quoteVolume: 1e6 * last, stampedAtMs: Date.now() };
}
