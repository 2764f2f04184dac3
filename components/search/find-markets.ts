import { defaultFilter } from 'cmdk';
import type { MetricList } from '@/lib/queries';

type Market = MetricList['dimensions'][number];

interface Findable {
  market: Market;
  base: string;
  quote: string;
  /** How many markets of the list have its quote: what most trade against is what most look for. */
  ofItsQuote: number;
  /** Both orders, since people write either. */
  texts: readonly [string, string];
}

/** How many are shown; more would be read by nobody. */
const MOST = 50;
/** Of 1. Below, only single letters fit by chance. */
const MIN_ALIKE = 0.002;

/** What is searched in, made once for a list of markets. */
export function findable(markets: readonly Market[]): Findable[] {
  const countOf = new Map<string, number>();
  for (const { quote } of markets) countOf.set(quote, (countOf.get(quote) ?? 0) + 1);
  return markets.map((market) => {
    const exchange = market.exchange.toLowerCase();
    const base = market.base.toLowerCase();
    const quote = market.quote.toLowerCase();
    return {
      market,
      base,
      quote,
      ofItsQuote: countOf.get(market.quote) ?? 0,
      texts: [`${base}-${quote} ${exchange}`, `${exchange} ${base}-${quote}`],
    };
  });
}

/**
 * The markets that a search means, the likeliest first: those in which every word stands as it is written, those of
 * the asset itself before those that it is part of, in the quote that was named or else the commonest; then, if that leaves room, those that have the letters in that order.
 */
export function findMarkets(all: readonly Findable[], search: string): Market[] {
  const words = wordsIn(search);
  if (words.length === 0) return [];
  const whole = search.trim().toLowerCase();
  const ranked = all.flatMap((each) =>
    hasAll(each, words) ? [{ each, rank: rankOf(each, words, whole) }] : [],
  );
  ranked.sort(
    (a, b) =>
      a.rank - b.rank ||
      a.each.base.length - b.each.base.length ||
      Number(words.includes(b.each.quote)) - Number(words.includes(a.each.quote)) ||
      b.each.ofItsQuote - a.each.ofItsQuote,
  );
  const exact = ranked.slice(0, MOST).map(({ each }) => each.market);
  return exact.length === MOST ? exact : [...exact, ...alike(all, words, MOST - exact.length)];
}

/** `BTC/USD on Kraken` and `kraken:btc_usd` are meant alike. A coin may be called `ON`, or consist of such signs. */
function wordsIn(search: string): string[] {
  const all = search
    .toLowerCase()
    .split(/[\s:/_,]+/)
    .filter((word) => word !== '');
  const words = all.filter((word, place) => word !== 'on' || place === 0 || place === all.length - 1);
  return words.length > 0
    ? words
    : search
        .toLowerCase()
        .split(/\s+/)
        .filter((word) => word !== '');
}

function hasAll({ texts: [text] }: Findable, words: readonly string[]): boolean {
  return words.every((word) => text.includes(word));
}

function rankOf({ base, texts }: Findable, words: readonly string[], whole: string): number {
  const [text] = texts;
  if (texts.includes(whole)) return -1;
  if (words.some((word) => word === base || text.startsWith(`${word} `))) return 0;
  return words.some((word) => text.startsWith(word)) ? 1 : 2;
}

function alike(all: readonly Findable[], words: readonly string[], count: number): Market[] {
  const search = words.join(' ');
  return all
    .flatMap((each) => {
      if (hasAll(each, words)) return [];
      const [text, turned] = each.texts;
      const score = defaultFilter(text, search) || defaultFilter(turned, search);
      return score > MIN_ALIKE ? [{ market: each.market, score }] : [];
    })
    .sort((a, b) => b.score - a.score)
    .slice(0, count)
    .map(({ market }) => market);
}
