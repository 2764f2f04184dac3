import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { collectAt } from '@/tests/support/collector';
import { type TestDatabase, testDatabase } from '@/tests/support/database';
import { expectedPrices } from '@/tests/support/exchange/expected-prices';
import { startRecordedExchange } from '@/tests/support/exchange/recorded-exchange';
import { bodyOf, recordingsOf } from '@/tests/support/exchange/recordings';
import type { LoopbackExchange } from '@/tests/support/exchange/server';

const SLOT_MS = Date.UTC(2026, 5, 24, 15, 0);

const RECORDINGS: [exchange: string, which: number, priced: number][] = [
  ['binance', 0, 1336],
  ['bigone', 0, 44],
  ['coinbaseexchange', 0, 148],
  ['gate', 0, 1378],
  ['gemini', 0, 57],
  ['htx', 0, 439],
  ['kraken', 0, 1053],
  ['kraken', 1, 1053],
  ['kucoin', 0, 524],
  ['kucoin', 1, 525],
  ['okx', 0, 483],
  ['upbit', 0, 246],
];

let database: TestDatabase;
let server: LoopbackExchange;

beforeEach(async () => {
  database = await testDatabase();
});
afterEach(async () => {
  await server.close();
  await database.drop();
});

/** What is stored, by dimension name. */
async function storedPrices(): Promise<Map<string, number>> {
  const { rows } = await database.pool.query<{ name: string; price: number }>(
    `SELECT d.name, o.values[m.position] AS price FROM observation o
     JOIN dimension d ON d.id = o.dimension_id JOIN metric m ON m.name = 'price'
     WHERE o.at = $1`,
    [new Date(SLOT_MS)],
  );
  return new Map(rows.map(({ name, price }) => [name, price]));
}

test.each(RECORDINGS)(
  '%s, recording %i, is stored as its %i priced markets and nothing else',
  async (exchange, which, priced) => {
    server = await startRecordedExchange(exchange, which);
    const sourceUrls = { [exchange]: server.origin };
    const outcome = await collectAt({ pool: database.pool, sourceUrls, nowMs: SLOT_MS, timeoutMs: 20_000 });
    const lists = await database.pool.query('SELECT markets FROM market_list WHERE exchange = $1', [
      exchange,
    ]);
    const expected = expectedPrices(exchange, which, lists.rows[0]?.markets);
    expect(outcome).toMatchObject({ state: 'collected', observations: priced, offline: false });
    expect(await storedPrices()).toEqual(expected);
    expect((await database.pool.query('SELECT FROM dimension')).rowCount).toBe(priced);
  },
);

test('a Coinbase candle of an hour that is over marks its market as stale', async () => {
  server = await startRecordedExchange('coinbaseexchange');
  const sourceUrls = { coinbaseexchange: server.origin };
  // Recorded at 00:51: the candles of the hour from midnight are the newest.
  const nowMs = Date.UTC(2022, 10, 22, 0, 50);
  await collectAt({ pool: database.pool, sourceUrls, nowMs, timeoutMs: 20_000 });
  const sent = z.record(z.string(), z.array(z.tuple([z.number()], z.unknown()))).parse(
    recordingsOf('coinbaseexchange')
      .filter(({ request }) => request.includes('spark-lines'))
      .map((recording) => JSON.parse(bodyOf(recording).toString()))
      .at(0),
  );
  const { rows } = await database.pool.query<{ name: string; freshness: number }>(
    'SELECT d.name, s.freshness FROM dimension_stats s JOIN dimension d ON d.id = s.dimension_id',
  );
  const STALE = 1;
  for (const { name, freshness } of rows) {
    const candleMs = (sent[name.replace('coinbaseexchange:', '')]?.[0]?.[0] ?? 0) * 1000;
    expect([name, freshness === STALE]).toEqual([name, candleMs < Date.UTC(2022, 10, 22)]);
  }
  expect(rows.filter(({ freshness }) => freshness === STALE).length).toBe(5);
});
