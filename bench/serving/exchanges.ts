import { seededRandom } from '@/bench/cycle/random';
import { type Quote, startSyntheticExchange, VENUES } from '@/tests/support/exchange/synthetic';

/**
 * `exchanges.ts 10000`: made-up exchanges in real dialects that list so many markets in all, each price moving a little
 * at every look. A process of its own, so that who measures is not kept waiting by them. Says SOURCES and SOURCE_URLS.
 */
async function main(markets: number): Promise<void> {
  const random = seededRandom(7);
  const each = Math.floor(markets / VENUES.length);
  const servers = await Promise.all(
    VENUES.map(async (venue) => {
      const levels = Array.from({ length: each }, (_, i) => 0.01 + (i % 977));
      const quotes = () => levels.map((level, i) => quoteOf(`C${i}`, level * (0.995 + 0.01 * random())));
      return [venue, await startSyntheticExchange(venue, { quotes, nowMs: Date.now })] as const;
    }),
  );
  const origins = Object.fromEntries(servers.map(([venue, { origin }]) => [venue, origin]));
  console.log(JSON.stringify({ SOURCES: VENUES.join(','), SOURCE_URLS: JSON.stringify(origins) }));
}

function quoteOf(base: string, last: number): Quote {
  return { base, quote: 'USDT', last, baseVolume: 1e6, quoteVolume: 1e6 * last, stampedAtMs: Date.now() };
}

await main(Number(process.argv[2]));
