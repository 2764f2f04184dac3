import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCollection } from '@/lib/collect/run';
import { METRICS } from '@/lib/model/metrics';
import type { SourceReading } from '@/lib/quality/reading';
import { PLAIN_ALERTS } from '@/tests/support/alerts/plain-alerts';
import { type TestDatabase, testDatabase } from '@/tests/support/database';
import { serveApi, type TestServer } from '@/tests/support/server';
import { tickerOf } from '@/tests/support/ticker';

const INTERVAL_MS = 300_000;
const START_MS = Date.UTC(2026, 10, 24);
const EXCHANGES = ['gate', 'kraken', 'okx'];
const BASES = ['ALGO', ...Array.from({ length: 30 }, (_, i) => `COIN${i}`)];
const CALM_SLOTS = 20;

let database: TestDatabase;
let server: TestServer;

beforeAll(async () => {
  database = await testDatabase();
  server = await serveApi(database.url, {
    APP_SECRET: 'a-secret-of-16-characters',
    TRUST_PROXY: '127.0.0.1',
  });
  // As releases before stored them: watches of every metric, and of any.
  await database.pool.query(
    `INSERT INTO subscriber (email, email_key, status, since) VALUES ('a@example.com', 'a@example.com', 'confirmed', now())`,
  );
  await database.pool.query(
    `INSERT INTO watch (subscriber_id, metric, dimension, threshold, direction)
     SELECT 1, metric, dimension, 1.5, 'above'
     FROM unnest($1::text[]) AS metric, unnest(ARRAY['*:ALGO-*', 'kraken:ALGO-USD', NULL]) AS dimension`,
    [[...METRICS.map(({ name }) => name), null]],
  );
}, 60_000);

afterAll(async () => {
  await server.close();
  await database.drop();
});

/** In the last slot all prices rise by 60 %, and change, book imbalance and premium to many times their averages. */
function readings(slot: number): SourceReading[] {
  const atMs = START_MS + slot * INTERVAL_MS;
  const isFar = slot >= CALM_SLOTS;
  return EXCHANGES.map((exchange, place) => ({
    ok: true,
    exchange,
    elapsedMs: 1,
    attempts: 1,
    listed: BASES.length,
    listedAtMs: atMs,
    unlisted: 0,
    note: null,
    faults: [],
    tickers: BASES.map((base) => {
      const price = (isFar && base === 'ALGO' ? 160 : 100) + (slot % 2) + (isFar ? 5 : 0.01) * place;
      return tickerOf(
        { exchange, base, quote: 'USD' },
        {
          last: price,
          bid: price * 0.999,
          ask: price * 1.001,
          bidSize: isFar ? 99 : 51,
          askSize: isFar ? 1 : 49,
          changePercent: isFar ? 60 : 1,
          baseVolume: 10_000,
          quoteVolume: 10_000 * price,
          stampedAtMs: atMs,
        },
      );
    }),
  }));
}

test('no watch makes an alert on a metric without a ratio, public or its own', async () => {
  for (let slot = 0; slot <= CALM_SLOTS; slot++) {
    await runCollection({
      pool: database.pool,
      clock: () => START_MS + slot * INTERVAL_MS + 5_000,
      intervalMs: INTERVAL_MS,
      exchanges: EXCHANGES,
      readSources: async () => readings(slot),
      alerts: PLAIN_ALERTS,
    });
  }
  const get = async (path: string) => (await fetch(`${server.origin}/api${path}`)).json();
  for (const { name, hasRatio } of METRICS) {
    const report = await get(`/metrics?metric=${name}&dimension=kraken:ALGO-USD`);
    expect([name, report.ratio === null, report.alerts]).toEqual([
      name,
      !hasRatio || report.latest === null,
      [],
    ]);
  }
  const far = await get('/metrics?metric=imbalance&dimension=kraken:ALGO-USD');
  expect(far.latest / far.baseline.mean).toBeGreaterThan(8);
  expect((await get('/alerts')).alerts).toEqual([]);
  const { rows } = await database.pool.query<{ metric: string }>(
    'SELECT DISTINCT metric FROM watched_series ORDER BY 1',
  );
  const told = rows.map(({ metric }) => metric);
  expect(told).toContain('price');
  const withRatio = METRICS.filter(({ hasRatio }) => hasRatio).map(({ name }) => name);
  expect(withRatio).toEqual(expect.arrayContaining(told));
});

test('such a watch is refused at every door, with the metrics to watch instead', async () => {
  const post = (path: string, body: object) =>
    fetch(`${server.origin}/api${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  for (const { name, hasRatio } of METRICS) {
    const watches = [{ metric: name, dimension: 'algo', threshold: '2,5' }];
    const preview = await post('/watches/preview', { watches });
    expect([name, preview.status]).toEqual([name, hasRatio ? 200 : 400]);
    const signUp = await post('/emails', { email: `${name}@test.example`, watches });
    expect([name, signUp.status]).toEqual([name, hasRatio ? 202 : 400]);
    if (hasRatio) continue;
    expect((await signUp.json()).detail).toBe(
      `"watches[0].metric": "${name}" can be zero or negative, so it is never a multiple of its average: send one of ` +
        `${METRICS.filter((one) => one.hasRatio)
          .map((one) => one.name)
          .join(', ')}.`,
    );
  }
});

test.each([
  ['BTCC', `We don't know "BTCC".`],
  ['*:XYZ-*', `We don't know "XYZ".`],
  ['kraken:XYZ-USD', 'There is no dimension "kraken:XYZ-USD".'],
  ['binance', `We don't know "binance".`],
  ['foo@bar', `We don't know "foo@bar".`],
])('a market that does not exist is refused: %s', async (dimension, says) => {
  const body = JSON.stringify({ email: 'a@test.example', watches: [{ dimension }] });
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${server.origin}/api/emails`, { method: 'POST', headers, body });
  expect(answer.status).toBe(400);
  expect((await answer.json()).detail).toContain(says);
});

test.each([
  ['ALGO', '*:ALGO-*'],
  ['algo', '*:ALGO-*'],
  ['*:algo-*', '*:ALGO-*'],
  ['ALGO/USD', '*:ALGO-USD'],
  ['algousd', '*:ALGO-USD'],
  ['Kraken:ALGO/USD', 'kraken:ALGO-USD'],
  ['ALGO-USD on Kraken', 'kraken:ALGO-USD'],
  ['kraken:*', 'kraken:*-*'],
  ['OKX', 'okx:*-*'],
  ['*', null],
])('a sign-up for %s is for %s', async (dimension, stored) => {
  // A mailbox gets three such emails a day.
  const email = `${Buffer.from(dimension).toString('hex')}@test.example`;
  const answer = await fetch(`${server.origin}/api/emails`, {
    method: 'POST',
    headers: { 'x-forwarded-for': '198.51.100.2' },
    body: new URLSearchParams({ email, dimension, threshold: '2,5' }),
    redirect: 'manual',
  });
  expect(answer.headers.get('location')).toBe('/confirm?sent=1');
  const { rows } = await database.pool.query('SELECT watches FROM sign_up ORDER BY id DESC LIMIT 1');
  const watch = { metric: null, dimension: stored, threshold: 2.5, direction: 'above' };
  expect(rows).toEqual([{ watches: [watch] }]);
});
