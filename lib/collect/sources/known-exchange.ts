import type { Exchange } from 'ccxt';
import { SourceFailure } from './failure';
import { exchangeModule } from './library-module';

type ExchangeClass = new (config: Record<string, unknown>) => Exchange;

/**
 * The library's class of this exchange.
 * Its module alone is imported, at first use: all of the library is 0.9 s and 88 MB, an exchange of it 2 to 6 MB.
 * Throws SourceFailure for an id that the library does not know.
 */
export async function exchangeClass(exchange: string): Promise<ExchangeClass> {
  const found = await exchangeModule(exchange);
  if (isExchangeClass(found)) return found;
  const { exchanges } = await import('ccxt');
  const near = nearest(exchange, Object.keys(exchanges));
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
