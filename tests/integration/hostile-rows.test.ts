import { describe, expect, it } from 'vitest';
import { settings } from '@/lib/platform/settings';
import { HONEST, readHostile, withOddRow } from '@/tests/support/exchange/hostile';

const each = (value: unknown, odd: (inner: unknown) => unknown): unknown => {
  if (Array.isArray(value)) return value.map((inner) => each(inner, odd));
  if (typeof value !== 'object' || value === null) return odd(value);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, each(inner, odd)]));
};

/** What takes the place of a row, or of each of its fields. */
const ODD_ROWS: [what: string, odd: (row: unknown) => unknown][] = [
  ['null', () => null],
  ['a list', () => []],
  ['an object', () => ({})],
  ['a word', () => 'maintenance'],
  ['a number', () => 5],
  ['true', () => true],
  ['a row in a row', (row) => [row]],
  ['itself again', (row) => row],
  ['fields that are null', (row) => each(row, () => null)],
  ['fields that are lists', (row) => each(row, () => [])],
  ['fields that are objects', (row) => each(row, () => ({}))],
  ['fields that are empty', (row) => each(row, () => '')],
  ['fields that are numbers', (row) => each(row, () => 7)],
  ['fields that are 1e400', (row) => each(row, () => '1e400')],
  ['fields that are 1e-400', (row) => each(row, () => '1e-400')],
  ['fields that are -0', (row) => each(row, () => '-0')],
  ['fields that are NaN', (row) => each(row, () => 'NaN')],
  ['fields that are Infinity', (row) => each(row, () => 'Infinity')],
  ['fields of 100,000 digits', (row) => each(row, () => '9'.repeat(100_000))],
  ['fields that are 1e999999999', (row) => each(row, () => '1e999999999')],
  ['fields that are of all objects', (row) => each(row, () => '__proto__')],
  ['only the key __proto__', () => JSON.parse('{"__proto__": {"symbol": "BTC/USD", "last": 1}}')],
];

describe.each(settings.parse({}).SOURCES)('%s', (exchange) => {
  it.each(ODD_ROWS)('reads the other markets beside a listed one that is %s', async (_, odd) => {
    const listing = (body: unknown) => ({ body: JSON.stringify(withOddRow(body, odd)) });
    const reading = await readHostile(exchange, { listing });
    if (!reading.ok) throw new Error(reading.reason);
    expect(reading.tickers.map(({ market }) => market.base)).toEqual(expect.arrayContaining(HONEST));
    expect(reading.tickers.map(({ last }) => last)).toEqual(reading.tickers.map(() => 100));
  });

  it.each(ODD_ROWS)('reads the other markets beside a ticker that is %s', async (_, odd) => {
    const tickers = (body: unknown) => ({ body: JSON.stringify(withOddRow(body, odd)) });
    const reading = await readHostile(exchange, { tickers });
    if (!reading.ok) throw new Error(reading.reason);
    const lasts = new Map(reading.tickers.map(({ market, last }) => [market.base, last]));
    expect([lasts.get('BTC'), lasts.get('ETH')]).toEqual([100, 100]);
  });
});
