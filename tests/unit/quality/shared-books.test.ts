import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Ticker } from '@/lib/model/ticker';
import { judgeSources, OWN_BOOKS, venueOf, venuesOf } from '@/lib/quality';
import { source, ticker } from './build';

/** The library's exchanges whose class extends that of another one: what they are, and of whom. */
function inherited(): [exchange: string, parent: string][] {
  const folder = 'node_modules/ccxt/js/src';
  return readdirSync(folder)
    .filter((file) => file.endsWith('.js'))
    .flatMap((file) => {
      const source = readFileSync(`${folder}/${file}`, 'utf8');
      const [, exchange = '', parent = ''] =
        /^export default class (\w+) extends ([a-z0-9]+) /m.exec(source) ?? [];
      return exchange === '' ? [] : [[exchange, parent] as [string, string]];
    });
}

describe('venueOf', () => {
  it('knows more than ten exchanges that the library makes of another one', () => {
    expect(inherited().length).toBeGreaterThan(10);
  });

  it.each(inherited())('%s, made of %s, shows its book or is known to have its own', (exchange, parent) => {
    expect(venueOf(exchange) === venueOf(parent)).toBe(!OWN_BOOKS.includes(exchange));
  });
});

/** Markets of an exchange, each with its last price and volume. */
function tickersOf(exchange: string, count: number, sent: (i: number) => Partial<Ticker>): Ticker[] {
  return Array.from({ length: count }, (_, i) => {
    const [base, quote] = [`C${i}`, 'USDT'];
    const market = {
      name: `${exchange}:${base}-${quote}`,
      exchange,
      base,
      quote,
      symbol: `${base}/${quote}`,
    };
    return ticker({ market, ...sent(i) });
  });
}

describe('venuesOf', () => {
  const book = (i: number) => ({ last: 1 + i / 7, baseVolume: 1000 + i });
  const other = (i: number) => ({ last: 1 + i / 7, baseVolume: 2000 + i });
  it.each<[string, Ticker[], boolean]>([
    ['the same to the digit', [...tickersOf('a', 30, book), ...tickersOf('b', 30, book)], true],
    ['by price alone', [...tickersOf('a', 30, book), ...tickersOf('b', 30, other)], false],
    ['of nineteen markets', [...tickersOf('a', 19, book), ...tickersOf('b', 19, book)], false],
    [
      'of less than half of what both have',
      [...tickersOf('a', 100, book), ...tickersOf('b', 100, (i) => (i < 49 ? book(i) : other(i)))],
      false,
    ],
    [
      'without a volume',
      [
        ...tickersOf('a', 30, () => ({ last: 1, baseVolume: Number.NaN })),
        ...tickersOf('b', 30, () => ({ last: 1, baseVolume: Number.NaN })),
      ],
      false,
    ],
  ])('two exchanges that are equal %s', (_, tickers, isOne) => {
    const venueOfSlot = venuesOf(tickers);
    expect(venueOfSlot('a') === venueOfSlot('b')).toBe(isOne);
    expect(venueOfSlot('c')).toBe('c');
  });

  it('joins a third door by either of the others', () => {
    const tickers = ['c', 'a', 'b', 'gateeu'].flatMap((exchange) => tickersOf(exchange, 30, book));
    expect(new Set(['a', 'b', 'c', 'gateeu', 'gate'].map(venuesOf(tickers))).size).toBe(1);
  });
});

describe('a whole exchange', () => {
  it('is not condemned by two doors to one book that lie alike', () => {
    const lying = ['kucoin', 'kucoinfutures'].map((exchange) => source(exchange, 10, { venue: 'kucoin' }));
    const honest = [source('kraken', 1)];
    expect(judgeSources([...lying, ...honest]).map(({ state }) => state)).toEqual([
      'accepted',
      'accepted',
      'accepted',
    ]);
  });

  it('is condemned by two others, though it has a second door to confirm it', () => {
    const lying = ['kucoin', 'kucoinfutures'].map((exchange) => source(exchange, 10, { venue: 'kucoin' }));
    const honest = [source('kraken', 1), source('okx', 1)];
    expect(judgeSources([...lying, ...honest]).map(({ state }) => state)).toEqual([
      'rejected',
      'rejected',
      'accepted',
      'accepted',
    ]);
  });
});
