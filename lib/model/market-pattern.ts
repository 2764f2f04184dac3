import { encodeBase, encodeQuote, MAX_CODE_LENGTH, MAX_NAME_LENGTH, nameFault } from './market-name';

/**
 * What a watch or a mute names: all markets with this exchange, base and quote; null stands for any. Written as
 * `kraken:BTC-USD`, `*:BTC-*` (a coin), `*:BTC-USDT` (a pair), `kraken:*-*` (an exchange).
 */
export interface MarketPattern {
  exchange: string | null;
  base: string | null;
  quote: string | null;
}

export const ANY_MARKET: MarketPattern = { exchange: null, base: null, quote: null };

const EXCHANGE = /^[a-z0-9_]{1,40}$/;

/** How names are compared: without case. */
export const foldName = (name: string) => name.toLowerCase();

/** `Crypto.com` and `Coinbase Exchange` as ids: `cryptocom`, `coinbaseexchange`. */
export const exchangeId = (name: string) => foldName(name).replace(/[\s.]/gu, '');

/**
 * Reads a pattern as people write it: its canonical form, `Kraken:btc/usd`, `kraken:*`, `kraken:BTC`, `BTC`, `BTC-USDT`,
 * `BTC on Kraken`, `*`. Codes may be percent-encoded. Null for text that can name nothing.
 */
export function parsePattern(text: string): MarketPattern | null {
  if (text.length > MAX_NAME_LENGTH) return null;
  const colon = text.indexOf(':');
  const [, before, after] = colon < 0 ? (/^(.+)\s+on\s+(.+)$/isu.exec(text) ?? []) : [];
  const place = after ?? (colon < 0 ? '*' : text.slice(0, colon));
  const market = before ?? text.slice(colon + 1);
  const exchange = place === '*' ? null : exchangeId(place);
  if (exchange !== null && !EXCHANGE.test(exchange)) return null;
  const dash = market.lastIndexOf('-') < 0 ? market.lastIndexOf('/') : market.lastIndexOf('-');
  const base = dash < 0 ? market : market.slice(0, dash);
  const quote = dash < 0 ? '*' : market.slice(dash + 1);
  if (!isCodeOrAny(base) || !isCodeOrAny(quote)) return null;
  return { exchange, base: codeOf(base), quote: codeOf(quote) };
}

/** The canonical form of a pattern; null for any market at all. */
export function patternName({ exchange, base, quote }: MarketPattern): string | null {
  if (exchange === null && base === null && quote === null) return null;
  const [left, right] = [base === null ? '*' : encodeBase(base), quote === null ? '*' : encodeQuote(quote)];
  return `${exchange ?? '*'}:${left}-${right}`;
}

/** `*:BTC-*` */
export function coinName(base: string): string {
  return `*:${encodeBase(base)}-*`;
}

/** Equal for names of patterns and markets that mean the same, however they are written. */
export function targetKey(name: string): string {
  const pattern = parsePattern(name);
  return foldName((pattern && patternName(pattern)) ?? name);
}

/** The keys of all patterns that a market is in: those that name its base first, then those that do not. */
export function targetsOf({ name }: { name: string }): { named: string[]; open: string[] } {
  const folded = foldName(name);
  const [colon, dash] = [folded.indexOf(':'), folded.lastIndexOf('-')];
  const exchange = folded.slice(0, colon);
  const base = folded.slice(colon + 1, dash);
  const quote = folded.slice(dash + 1);
  return {
    named: [folded, `*:${base}-*`, `*:${base}-${quote}`, `${exchange}:${base}-*`],
    open: [`${exchange}:*-*`, `*:*-${quote}`, `${exchange}:*-${quote}`],
  };
}

function isCodeOrAny(written: string): boolean {
  return written === '*' || nameFault(codeOf(written) ?? '', MAX_CODE_LENGTH) === null;
}

/** Null for `*`; a currency that is called so is written `%2A`. */
function codeOf(written: string): string | null {
  if (written === '*') return null;
  try {
    return decodeURIComponent(written);
  } catch {
    return written;
  }
}
