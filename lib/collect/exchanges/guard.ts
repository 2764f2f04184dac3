import type { Exchange } from 'ccxt';
import { endlessNumber } from './endless';
import { excerpt, SourceFailure } from './failure';
import type { WorkLimit } from './work-limit';

export interface Fault {
  symbol: string;
  reason: string;
}

const ROW_PARSER = /^parse\w*Ticker$/;
const NOTHING = { symbol: undefined };

/**
 * Makes a market whose row cannot be parsed cost that market only: the library gives up all rows for one word
 * where a number should be. Wraps whatever parses one row, and returns the list that faults will be added to. Where
 * the rows take longer than `work` allows, they throw SourceFailure.
 */
export function guardRows(client: Exchange, work: WorkLimit): Fault[] {
  const faults: Fault[] = [];
  for (const name of methodNames(client)) {
    const parse: unknown = Reflect.get(client, name);
    if (!ROW_PARSER.test(name) || typeof parse !== 'function') continue;
    Reflect.set(client, name, (row: unknown, ...more: unknown[]) => {
      work.check();
      try {
        refuseEndless(row);
        return Reflect.apply(parse, client, [row, ...more]);
      } catch (error) {
        if (error instanceof SourceFailure) throw error;
        faults.push({ symbol: symbolOf(client, row, more[0]), reason: reasonOf(error) });
        return NOTHING;
      }
    });
  }
  return faults;
}

function methodNames(client: object): Set<string> {
  const names = new Set<string>();
  for (let level: unknown = client; level instanceof Object; level = Object.getPrototypeOf(level)) {
    for (const name of Object.getOwnPropertyNames(level)) names.add(name);
  }
  return names;
}

function refuseEndless(row: unknown): void {
  const number = endlessNumber(row);
  if (number !== null) throw new Error(`"${excerpt(number, 20)}" is no sensible number`);
}

function symbolOf(client: Exchange, row: unknown, market: unknown): string {
  if (hasSymbol(market)) return market.symbol;
  const ids = typeof row === 'object' && row !== null ? Object.values(row) : [];
  for (const id of ids) {
    const known: unknown = typeof id === 'string' ? client.markets_by_id?.[id]?.[0] : undefined;
    if (hasSymbol(known)) return known.symbol;
  }
  return 'unknown';
}

function hasSymbol(market: unknown): market is { symbol: string } {
  return market instanceof Object && 'symbol' in market && typeof market.symbol === 'string';
}

function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const word = /^Cannot convert (.*) to a BigInt$/s.exec(message)?.[1];
  return word === undefined ? excerpt(message) : `"${excerpt(word, 30)}" is not a number`;
}
