import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCollection } from '@/lib/collect/run';
import type { SourceReading } from '@/lib/quality/reading';
import { PLAIN_ALERTS } from '@/tests/support/alerts/plain-alerts';
import { type TestDatabase, testDatabase } from '@/tests/support/database';
import { tickerOf } from '@/tests/support/ticker';

const INTERVAL_MS = 300_000;
const START_MS = Date.UTC(2026, 11, 1);
const EXCHANGES = ['gate', 'kraken', 'okx'];
const CALM = Array.from({ length: 30 }, (_, i) => `COIN${i}`);
const MOVES_FROM = 14;

let database: TestDatabase;

beforeAll(async () => {
  process.env.LOG_LEVEL = 'silent';
  database = await testDatabase();
  await database.pool.query(
    `INSERT INTO subscriber (email, email_key, status, since) VALUES ('a@example.com', 'a@example.com', 'confirmed', now());
     INSERT INTO watch (subscriber_id, metric, threshold, direction) VALUES (1, 'price', 3, 'above')`,
  );
}, 60_000);

afterAll(() => database.drop());

/** 30 coins that all list, and one that gate alone lists: it goes to four times its price for good. */
function readings(slot: number): SourceReading[] {
  const atMs = START_MS + slot * INTERVAL_MS;
  return EXCHANGES.map((exchange) => {
    const lone = exchange === 'gate' ? [{ base: 'SOLO', times: slot >= MOVES_FROM ? 4 : 1 }] : [];
    return {
      ok: true,
      exchange,
      elapsedMs: 1,
      attempts: 1,
      listed: CALM.length + lone.length,
      unlisted: 0,
      listedAtMs: atMs,
      note: null,
      faults: [],
      tickers: [...CALM.map((base) => ({ base, times: 1 })), ...lone].map(({ base, times }) => {
        const price = times * (100 + (slot % 2));
        const said = { last: price, baseVolume: 10_000, quoteVolume: 10_000 * price, stampedAtMs: atMs };
        return tickerOf({ exchange, base, quote: 'USD' }, said);
      }),
    };
  });
}

test('a lone move in a young baseline alerts, measured by the baseline from before it', async () => {
  for (let slot = 0; slot < MOVES_FROM + 24; slot++) {
    await runCollection({
      pool: database.pool,
      clock: () => START_MS + slot * INTERVAL_MS + 5_000,
      intervalMs: INTERVAL_MS,
      exchanges: EXCHANGES,
      readSources: async () => readings(slot),
      alerts: PLAIN_ALERTS,
    });
  }
  const { rows } = await database.pool.query(
    `SELECT opening_ratio AS ratio, opening_mean AS mean FROM alert a JOIN dimension d ON d.id = a.dimension_id
     WHERE d.name = 'gate:SOLO-USD' AND metric = 'price'`,
  );
  expect(rows).toHaveLength(1);
  expect(rows[0].ratio).toBeCloseTo(4, 0);
  expect(rows[0].mean).toBeCloseTo(100.5, 0);
  const mails = await database.pool.query('SELECT subject FROM message ORDER BY id');
  expect(mails.rows.map(({ subject }) => subject)).toEqual(['SOLO begin', 'SOLO over']);
});
