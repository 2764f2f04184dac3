import { HttpProblem } from '@/lib/http';
import {
  ANY_MARKET,
  exchangeId,
  foldName,
  type MarketPattern,
  parsePattern,
  patternName,
} from '@/lib/model/market-pattern';
import type { Dimension, Snapshot } from '@/lib/series';
import { COIN_NAMES } from './coin-names';
import { findDimension, lookUpDimension, nearest } from './find';
import { findJoined, findMatch } from './market-index';

const ANY_WORDS = new Set(['*', '*:*-*', '*:*', 'any', 'any market', 'all', 'all markets']);

/**
 * Returns the canonical name of the markets that somebody means: one market in any of its spellings, a coin (`BTC`,
 * `bitcoin`), a pair (`BTC-USDT`, `btcusdt`), an exchange (`kraken`), or what `parsePattern` reads; null for any market.
 * Throws HttpProblem `not-found` where no market is meant, naming the nearest.
 */
export function findPattern(snapshot: Snapshot, text: string): string | null {
  const { dimensions } = snapshot;
  const market = lookUpDimension(snapshot, text);
  if (market !== undefined) return market.name;
  const coin = findMatch(dimensions, { ...ANY_MARKET, base: text });
  if (coin?.base === text) return patternName({ ...ANY_MARKET, base: text });
  if (ANY_WORDS.has(foldName(text))) return null;
  for (const { exchange, base, quote } of readingsOf(dimensions, text)) {
    const match = findMatch(dimensions, { exchange, base, quote });
    // With the codes as a market of the pattern has them.
    if (match !== undefined) {
      return patternName({ exchange, base: base && match.base, quote: quote && match.quote });
    }
  }
  throw unknownPattern(snapshot, text);
}

/** Whether any market is in a pattern. */
export function isListed({ dimensions }: Snapshot, name: string): boolean {
  const pattern = parsePattern(name);
  return pattern !== null && findMatch(dimensions, pattern) !== undefined;
}

/** What a text may mean, the likeliest first; all of it is one market, or more. */
function readingsOf(dimensions: readonly Dimension[], text: string): MarketPattern[] {
  const known = new Map(Object.entries(COIN_NAMES)).get(foldName(text));
  const read = parsePattern(text);
  const pair = findJoined(dimensions, text);
  return [
    { ...ANY_MARKET, exchange: exchangeId(text) },
    ...(known === undefined ? [] : [{ ...ANY_MARKET, base: known }]),
    ...(read === null ? [] : [read]),
    // A code may have a dash or a colon itself.
    { ...ANY_MARKET, base: text },
    ...(pair === undefined ? [] : [{ exchange: null, base: pair.base, quote: pair.quote }]),
  ];
}

function unknownPattern(snapshot: Snapshot, text: string): HttpProblem {
  const read = parsePattern(text);
  // One market of one exchange: the same words as for `GET /metrics`.
  if (read === null || Object.values(read).every((part) => part !== null)) {
    return unknownMarket(snapshot, text);
  }
  const { dimensions } = snapshot;
  const { exchange, base, quote } = read;
  const wanted = exchange === null && quote === null ? (base ?? text) : text;
  const names = dimensions.map((one) => (quote === null ? one.base : `${one.base}-${one.quote}`));
  const near = nearest(wanted, [...new Set([...names, ...dimensions.map((one) => one.exchange)])]);
  const question = near.length === 0 ? '' : ` Did you mean ${near.join(', ')}?`;
  return new HttpProblem(
    'not-found',
    `We don't know "${wanted}".${question} Try a ticker such as BTC, a pair such as BTC-USDT, or leave it out for all ` +
      'markets.',
  );
}

function unknownMarket(snapshot: Snapshot, text: string): HttpProblem {
  try {
    findDimension(snapshot, text);
  } catch (error) {
    if (error instanceof HttpProblem) return error;
    throw error;
  }
  return new HttpProblem('not-found', `There is no market "${text}".`);
}
