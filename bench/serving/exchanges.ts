import { seededRandom } from '@/bench/cycle/random';
import { type Quote, startSyntheticExchange, VENUES } from '@/tests/support/exchange/synthetic';

export interface Exchanges {
  /** SOURCES and SOURCE_URLS. */
  settings: Record<string, string>;
  close(): Promise<void>;
}

/** Made-up exchanges in real dialects that list so many markets in all, each price moving a little at every look. */
export async function startExchanges(markets: number): Promise<Exchanges> {
  const random = seededRandom(7);
  const each = Math.floor(markets / VENUES.length);
  const servers = await Promise.all(
    VENUES.map(async (venue) => {
      const levels = Array.from({ length: each }, (_, i) => 0.01 + (i % 977));
      const quotes = () => levels.map((level, i) => quoteOf(`C${i}`, level * (0.995 + 0.01 * random())));
      return [venue, await startSyntheticExchange(venue, { quotes, nowMs: Date.now })] as const;
    }),
  );
  return {
    settings: {
      SOURCES: VENUES.join(','),
      SOURCE_URLS: JSON.stringify(Object.fromEntries(servers.map(([venue, { origin }]) => [venue, origin]))),
    },
    close: async () => void (await Promise.all(servers.map(([, server]) => server.close()))),
  };
}

function quoteOf(base: string, last: number): Quote {
  return { base, quote: 'USDT', last, baseVolume: 1e6, quoteVolume: 1e6 * last, stampedAtMs: Date.now() };
}
