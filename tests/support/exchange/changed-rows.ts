import { DEFAULT_WRITERS } from './default-writers';
import { DIALECTS } from './dialects';
import { hostileExchange } from './hostile';
import { startRecordedExchange } from './recorded-exchange';
import { bodyOf, recordingsOf } from './recordings';
import type { LoopbackExchange } from './server';

export type Row = Record<string, unknown> | unknown[];

/** The exchanges with recorded answers whose dialect is known. */
export const RECORDED = Object.keys(DIALECTS);

/** As many rows hold every form that a row has. */
const MAX_ROWS = 120;

export interface ChangedExchange {
  server: LoopbackExchange;
  /** The rows of its tickers as they were sent. */
  rows: Row[];
  /** From now on it sends what `change` makes of each row; returns those. */
  changeRows(change: (row: Row) => Row): Row[];
}

/** A loopback exchange that answers as recorded, or else as documented, with rows that can be changed. */
export async function startChangedExchange(exchange: string): Promise<ChangedExchange> {
  const { server, path, body } = await (exchange in DIALECTS ? asRecorded : asDocumented)(exchange);
  const sent = rowsIn(body);
  const keys = Object.keys(sent).slice(0, MAX_ROWS);
  const rows = keys.map((key): Row => Reflect.get(sent, key));
  let changed = rows;
  server.reply(path, (_, response) => {
    const copy = structuredClone(body);
    const inCopy = rowsIn(copy);
    if (Array.isArray(inCopy)) inCopy.splice(0, inCopy.length, ...changed);
    else {
      for (const key of Object.keys(inCopy)) Reflect.deleteProperty(inCopy, key);
      for (const [i, key] of keys.entries()) Reflect.set(inCopy, key, changed[i]);
    }
    response.setHeader('content-type', 'application/json').end(JSON.stringify(copy));
  });
  return {
    server,
    rows,
    changeRows: (change) => {
      changed = rows.map(change);
      return changed;
    },
  };
}

async function asRecorded(exchange: string) {
  const path = DIALECTS[exchange]?.tickers.path ?? '';
  const recording = recordingsOf(exchange).find(
    ({ request }) => request.replace(/^GET |\?.*$/g, '') === path,
  );
  if (recording === undefined) throw new Error(`no recording of ${exchange}${path}`);
  const body: unknown = JSON.parse(bodyOf(recording).toString('utf8'));
  return { server: await startRecordedExchange(exchange), path, body };
}

async function asDocumented(exchange: string) {
  let body: unknown;
  const tickers = (sent: unknown) => {
    body = sent;
    return { body: '' };
  };
  const server = await hostileExchange(exchange, { tickers });
  return { server, path: DEFAULT_WRITERS[exchange]?.tickers[0].replace(/\?.*$/, '') ?? '', body };
}

/** The list or object with the most entries. */
function rowsIn(body: unknown): Row {
  let most: Row = [];
  const queue: unknown[] = [body];
  for (const value of queue) {
    if (typeof value !== 'object' || value === null) continue;
    if (Object.keys(value).length > Object.keys(most).length) most = value as Row;
    queue.push(...Object.values(value).slice(0, 5));
  }
  return most;
}

/** The ways from a row to its values, such as `['c', '0']`. */
export function leavesOf(row: unknown, way: string[] = []): string[][] {
  if (typeof row !== 'object' || row === null) return [way];
  return Object.entries(row).flatMap(([key, value]) => leavesOf(value, [...way, key]));
}

export function valueAt(row: unknown, way: readonly string[]): unknown {
  return way.reduce<unknown>(
    (value, key) => (value instanceof Object ? Reflect.get(value, key) : undefined),
    row,
  );
}

/** The numbers of a row, however they are written. */
export function numbersOf(row: unknown): number[] {
  return leavesOf(row).map((way) => Number(valueAt(row, way)));
}

/** A copy of the row with this value at the end of the way, where it has one. */
export function withValue(row: Row, way: readonly string[], value: unknown): Row {
  const copy = structuredClone(row);
  const holder = valueAt(copy, way.slice(0, -1));
  const last = way.at(-1);
  if (holder instanceof Object && last !== undefined && last in holder) Reflect.set(holder, last, value);
  return copy;
}
