import type { Exchange } from 'ccxt';
import { closest, distance } from 'fastest-levenshtein';
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

/**
 * Imports what is asked of these exchanges. Whoever gives a source its time does this before: on a busy machine it
 * takes seconds, which are not the source's. One that cannot be loaded says so when it is asked.
 */
export async function loadExchanges(exchanges: readonly string[]): Promise<void> {
  await Promise.allSettled(exchanges.map(exchangeModule));
}

function isExchangeClass(value: unknown): value is ExchangeClass {
  return typeof value === 'function';
}

/** The id that is fewest changes away, if they are few. */
function nearest(word: string, ids: readonly string[]): string | undefined {
  const found = closest(word, ids);
  return distance(word, found) <= word.length / 3 ? found : undefined;
}
