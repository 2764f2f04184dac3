import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { copyOut } from '@/lib/series/postgres/copy-reader';
import { CopyWriter } from '@/lib/series/postgres/copy-writer';
import { type TestDatabase, testDatabase } from '@/tests/support/database';

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
});

afterAll(() => database.drop());

/** What comes back of what `write` sends to a table of these columns, and what Postgres reads as text. */
async function throughPostgres(columns: string, write: (rows: CopyWriter) => void, text = 'NULL') {
  const client = await database.pool.connect();
  try {
    await client.query(`CREATE TEMP TABLE sent (id serial, ${columns})`);
    const names = columns.replace(/ \w+(,|$)/g, '$1');
    const rows = new CopyWriter();
    write(rows);
    await rows.send(client, `sent (${names})`);
    const said = await client.query<{ text: string }>(`SELECT ${text} AS text FROM sent ORDER BY id`);
    return {
      reader: await copyOut(client, `SELECT ${names} FROM sent ORDER BY id`),
      texts: said.rows.map((row) => row.text),
    };
  } finally {
    client.release(true);
  }
}

describe('rows go to Postgres and come back', () => {
  const times = [
    '1970-01-01T00:00:00.000Z',
    '1999-12-31T23:59:59.999Z',
    '2000-01-01T00:00:00.000Z',
    '2026-11-24T12:05:00.123Z',
    '2262-04-11T23:47:16.854Z',
  ];

  test('times before and after 2000, to the millisecond', async () => {
    const { reader, texts } = await throughPostgres(
      'at timestamptz',
      (rows) => {
        for (const time of times) rows.row(1).timestamptz(Date.parse(time));
      },
      `to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
    );
    expect(texts).toEqual(times);
    const back = times.map(() => (reader.next() ? new Date(reader.timestamptz()).toISOString() : null));
    expect(back).toEqual(times);
  });

  test.each([Number.NaN, Number.NEGATIVE_INFINITY])('%s is no time', (ms) => {
    expect(() => new CopyWriter().row(1).timestamptz(ms)).toThrow(RangeError);
  });

  test.each([0, 1, 13, 32, 33, 1000])(
    '%i elements of each kind, from anywhere in a column',
    async (count) => {
      const doubles = Float64Array.from({ length: count + 2 }, (_, i) => (i % 5 === 0 ? Number.NaN : -i / 3));
      const integers = Int32Array.from({ length: count + 2 }, (_, i) => -i * 7919);
      const { reader } = await throughPostgres('a bytea, b bytea', (rows) => {
        rows.row(2).elements(doubles, 1, count).elements(integers, 1, count);
      });
      const into = new Float64Array(count + 3);
      const integersInto = new Int32Array(count + 3);
      expect(reader.next()).toBe(true);
      reader.elements(into, 2, count);
      reader.elements(integersInto, 2, count);
      expect([...into]).toEqual([0, 0, ...doubles.subarray(1, count + 1), 0]);
      expect([...integersInto]).toEqual([0, 0, ...integers.subarray(1, count + 1), 0]);
      expect(reader.next()).toBe(false);
    },
  );

  test.each([2, 40])('of %i elements no more are taken than are asked for', async (count) => {
    const { reader } = await throughPostgres('a bytea, after int4', (rows) => {
      rows.row(2).elements(new Float64Array(count).fill(7), 0, count).int4(5);
    });
    const into = new Float64Array(count);
    reader.next();
    reader.elements(into, 0, count - 1);
    expect([...into]).toEqual([...new Array(count - 1).fill(7), 0]);
    expect(reader.int4()).toBe(5);
  });
});
