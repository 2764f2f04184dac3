import { visibleText } from '@/lib/model/market-name';
import { parsePattern } from '@/lib/model/market-pattern';
import { exchangeName } from './market-name';

/** A market, or a pattern of several, in words: `SOL-USD on Kraken`, `SOL on all exchanges`, `all markets on Kraken`. */
export function patternWords(name: string): string {
  const pattern = parsePattern(name);
  if (pattern === null) return readable(name);
  const { exchange, base, quote } = pattern;
  const place = exchange === null ? 'all exchanges' : exchangeName(exchange);
  if (base === null) return `${quote === null ? 'all' : `all ${readable(quote)}`} markets on ${place}`;
  return `${readable(base)}${quote === null ? '' : `-${readable(quote)}`} on ${place}`;
}

/** The coin that a pattern names on all exchanges; null where it names anything else. */
export function coinOf(name: string): string | null {
  const pattern = parsePattern(name);
  if (pattern === null || pattern.exchange !== null || pattern.quote !== null) return null;
  return pattern.base && readable(pattern.base);
}

function readable(code: string): string {
  return visibleText(code, 150);
}
