import { findable, findMarkets } from '@/components/search/find-markets';

/** How long the search in the header takes over 10,000 markets, per key typed: `npm run bench:search`. */
const MARKETS = 10_000;
const ROUNDS = 20;
const SEARCHES = ['b', 'btc', 'btcusd', 'kraken btc', 'krkn btc', 'a-usdt', 'zzzz', 'coinbase exchange usd'];
const EXCHANGES = ['kraken', 'binance', 'okx', 'gate', 'kucoin', 'htx', 'mexc', 'bitget', 'coinbaseexchange'];
const QUOTES = ['USDT', 'USD', 'BTC', 'EUR'];

/** Made-up signs of three to six letters, the same in each run. */
function signs(count: number): string[] {
  let state = 1;
  const next = () => (state = (state * 16_807) % 2_147_483_647);
  return Array.from({ length: count }, () =>
    Array.from({ length: 3 + (next() % 4) }, () => String.fromCharCode(65 + (next() % 26))).join(''),
  );
}

const markets = signs(MARKETS).map((sign, i) => {
  const exchange = EXCHANGES[i % EXCHANGES.length] ?? '';
  const quote = QUOTES[i % QUOTES.length] ?? '';
  const base = i % 997 === 0 ? 'BTC' : sign;
  return { name: `${exchange}:${base}-${quote}`, exchange, base, quote, lastSeenAt: null };
});

const made = performance.now();
const all = findable(markets);
console.log(`made ready once: ${(performance.now() - made).toFixed(1)} ms for ${MARKETS} markets`);
console.log('search                     first    median     worst  found');
for (const search of SEARCHES) {
  let found = 0;
  const times = Array.from({ length: ROUNDS }, () => {
    const start = performance.now();
    found = findMarkets(all, search).length;
    return performance.now() - start;
  });
  const sorted = [...times].sort((a, b) => a - b);
  const columns = [times[0], sorted[ROUNDS / 2], sorted.at(-1)].map((ms) => (ms ?? 0).toFixed(1).padStart(8));
  console.log(`${search.padEnd(24)}${columns.join('  ')}  ${found}`);
}
