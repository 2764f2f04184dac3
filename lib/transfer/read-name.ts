import { dimensionName, parseDimensionName } from '@/lib/collect';
import type { MarketName } from '@/lib/series';

const EXCHANGE = /^[a-z0-9_]{1,40}$/;
const LONGEST_CODE = 100;

/** The market that a name means, or what is wrong with the name. */
export function readName(name: string): MarketName | string {
  const parts = parseDimensionName(name);
  if (parts === null || Math.max(parts.base.length, parts.quote.length) > LONGEST_CODE) {
    return `"${shortened(name)}" is no dimension: write exchange, colon, base, dash, quote, such as kraken:BTC-USD`;
  }
  const { exchange, base, quote } = parts;
  if (!EXCHANGE.test(exchange)) {
    return `"${shortened(name)}" is no dimension: "${exchange}" is no exchange, write one as in kraken:BTC-USD`;
  }
  // Some codes have small letters (TSLAx), but never a whole pair.
  const pair = base + quote;
  if (pair === pair.toLowerCase() && pair !== pair.toUpperCase()) {
    return `"${shortened(name)}" is in small letters: write ${dimensionName(exchange, base.toUpperCase(), quote.toUpperCase())}`;
  }
  return { name: dimensionName(exchange, base, quote), exchange, base, quote };
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}...` : text;
}
