import { describe, expect, test } from 'vitest';
import type { Metric } from '@/lib/series';
import { LayoutError, layoutOf } from '@/scripts/transfer/layout';
import { lineReader } from '@/scripts/transfer/line-reader';
import { splitLine } from '@/scripts/transfer/split-line';

const metric = (position: number, name: string, hasRatio = true): Metric => ({
  position,
  name,
  hasRatio,
  label: name,
  unit: '1',
  description: '',
});
const price = metric(1, 'price');
const change = metric(2, 'change', false);
const metrics = new Map([price, change].map((each) => [each.name, each]));
const untilMs = Date.UTC(2026, 0, 2);

function read(header: string, line: string) {
  const layout = layoutOf(splitLine(header) ?? [], metrics);
  const fields = splitLine(line);
  return fields === null ? 'quotes' : lineReader({ layout, metrics, untilMs })(fields);
}
const long = (line: string) => read('at,dimension,metric,value', line);
const wide = (line: string) => read('at,dimension,change,price', line);

const market = { name: 'kraken:BTC-USD', exchange: 'kraken', base: 'BTC', quote: 'USD' };

test('one value a line', () => {
  const atMs = Date.UTC(2026, 0, 1, 12, 5);
  const expected = { atMs, market, values: [{ metric: price, value: 0.00012 }] };
  expect(long('2026-01-01T12:05:00Z,kraken:BTC-USD,price,0.00012')).toEqual(expected);
  expect(long(' 2026-01-01T13:05+01:00 , "kraken:BTC-USD" ,price,"1.2E-4"')).toEqual(expected);
});

test('a value a column, empty where unknown', () => {
  const atMs = Date.UTC(2026, 0, 1);
  expect(wide('2026-01-01T00:00:00.000999Z,kraken:BTC-USD,-3,7')).toEqual({
    atMs,
    market,
    values: [
      { metric: change, value: -3 },
      { metric: price, value: 7 },
    ],
  });
  expect(wide('2026-01-01T00:00:00Z,kraken:BTC-USD,,7')).toEqual({
    atMs,
    market,
    values: [{ metric: price, value: 7 }],
  });
});

test('the header may be in capitals, and quoted', () => {
  expect(layoutOf(['AT', 'Dimension', 'Metric', 'VALUE'], metrics)).toEqual({ kind: 'long' });
  expect(layoutOf(splitLine('"at","dimension","price"') ?? [], metrics)).toEqual({
    kind: 'wide',
    metrics: [price],
  });
});

describe('a header that cannot be used says what to write', () => {
  test.each([
    [
      ['2026-01-01T00:00:00Z', 'kraken:BTC-USD', 'price', '1'],
      'is no header: write at,dimension,metric,value',
    ],
    [['at', 'dimension'], 'is no header'],
    [['at', 'dimension', 'price', 'prise'], 'names "prise": the metrics are price, change'],
    [['at', 'dimension', 'price', 'price'], 'names "price" twice'],
  ])('%j', (header, reason) => {
    expect(() => layoutOf(header, metrics)).toThrow(LayoutError);
    expect(() => layoutOf(header, metrics)).toThrow(reason);
  });
});

describe('a line that cannot be used says why', () => {
  const AT = '2026-01-01T00:00:00Z';
  const NAME = 'kraken:BTC-USD';
  test.each([
    [`${AT},${NAME},price`, '3 fields instead of 4'],
    [`${AT},${NAME},price,1,2`, '5 fields instead of 4'],
    [`yesterday,${NAME},price,1`, '"yesterday" is no time: write it in ISO 8601'],
    [`2026-01-01,${NAME},price,1`, '"2026-01-01" is no time'],
    [`2026-01-01T00:00:00,${NAME},price,1`, 'with its zone'],
    [`2025-02-30T00:00:00Z,${NAME},price,1`, '"2025-02-30T00:00:00Z" is no time'],
    [`2026-01-02T00:00:00Z,${NAME},price,1`, 'too new: only what is before 2026-01-02T00:00:00.000Z'],
    [`${AT},BTC-USD,price,1`, '"BTC-USD" is no dimension: write exchange, colon, base, dash, quote'],
    [`${AT},kraken:BTCUSD,price,1`, 'such as kraken:BTC-USD'],
    [`${AT},Kraken:BTC-USD,price,1`, '"Kraken" is no exchange'],
    [`${AT},kraken:BTC%00-USD,price,1`, 'the base "BTC\ufffd" has a character that cannot be shown (U+0000)'],
    [`${AT},kraken:BTC-\u202eUSD,price,1`, 'has a character that cannot be shown (U+202E)'],
    [`${AT},kraken:${'X'.repeat(6000)}-USD,price,1`, 'has 6000 characters (64 at most)'],
    [`${AT},kraken:BTC-constructor,price,1`, 'the quote "constructor" is a reserved word'],
    [`${AT},kraken:btc-usd,price,1`, 'is in small letters: write kraken:BTC-USD'],
    [`${AT},${NAME},prise,1`, '"prise" is no metric: the metrics are price, change'],
    [`${AT},${NAME},price,`, 'price is "", which is not a number'],
    [`${AT},${NAME},price,1e`, 'price is "1e", which is not a number'],
    [`${AT},${NAME},price,0x10`, 'not a number'],
    [`${AT},${NAME},price,NaN`, 'not a number'],
    [`${AT},${NAME},price,1e999`, 'not a number'],
    [`${AT},${NAME},price,0`, 'price is 0: it is always above 0'],
    [`${AT},${NAME},price,-1`, 'price is -1: it is always above 0'],
    [`${AT},"${NAME},price,1`, 'quotes'],
    [`${AT},"kraken":BTC-USD,price,1`, 'quotes'],
  ])('%s', (line, reason) => {
    expect(long(line)).toContain(reason);
  });

  test.each([
    [`${AT},${NAME},1`, '3 fields instead of 4'],
    [`${AT},${NAME},,`, 'it has no value'],
    [`${AT},${NAME},x,1`, 'change is "x", which is not a number'],
  ])('wide: %s', (line, reason) => {
    expect(wide(line)).toContain(reason);
  });
});

test('a name that lost its encoding is the market that it means', () => {
  const said = long('2026-01-01T00:00:00Z,kraken:TSLAx-USD,price,1');
  expect(said).toMatchObject({ market: { name: 'kraken:TSLAx-USD', base: 'TSLAx' } });
  expect(long('2026-01-01T00:00:00Z,gate:币-USDT,price,1')).toMatchObject({
    market: { name: 'gate:%E5%B8%81-USDT', base: '币', quote: 'USDT' },
  });
});
