import type { Exchange } from 'ccxt';
import { SourceFailure } from './failure';

type ExchangeClass = new (config: Record<string, unknown>) => Exchange;

/**
 * The library's class of this exchange.
 * The library is imported here, at first use, since it takes 0.3 s and 80 MB: only a collector pays for it.
 * Throws SourceFailure for an id that it does not know.
 */
export async function exchangeClass(exchange: string): Promise<ExchangeClass> {
  const { default: ccxt } = await import('ccxt');
  const found: unknown = ccxt.exchanges.includes(exchange) ? Reflect.get(ccxt, exchange) : undefined;
  if (isExchangeClass(found)) return found;
  const near = nearest(exchange, ccxt.exchanges);
  const hint = near === undefined ? '' : `: did you mean ${near}?`;
  throw new SourceFailure(`\`${exchange}\` is not an exchange that ccxt knows${hint}`);
}

function isExchangeClass(value: unknown): value is ExchangeClass {
  return typeof value === 'function';
}

/** The id that fewest changes away, if they are few. */
function nearest(word: string, ids: string[]): string | undefined {
  let best: string | undefined;
  let fewest = Math.floor(word.length / 3) + 1;
  for (const id of ids) {
    const changes = distance(word, id);
    if (changes < fewest) [best, fewest] = [id, changes];
  }
  return best;
}

/** Levenshtein distance. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
