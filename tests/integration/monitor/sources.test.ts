import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { sourceReportSchema } from '@/lib/queries/exchanges/source-report';
import { collectAt } from '@/tests/support/collector';
import { type TestDatabase, testDatabase } from '@/tests/support/database';
import { startRecordedExchange } from '@/tests/support/exchange/recorded-exchange';
import type { LoopbackExchange } from '@/tests/support/exchange/server';
import { serveApi, type TestServer } from '@/tests/support/server';

// The time of the recording: later, its stamps would be stale.
const START_MS = Date.UTC(2022, 10, 22, 0, 45);
const SLOT_MS = 300_000;

let database: TestDatabase;
let server: TestServer;
let okx: LoopbackExchange;
let bigone: LoopbackExchange;

/** Five slots, each collected from real answers; bigone fails in the last two. */
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: START_MS });
  database = await testDatabase();
  okx = await startRecordedExchange('okx');
  bigone = await startRecordedExchange('bigone');
  const sourceUrls = { okx: okx.origin, bigone: bigone.origin };
  for (let slot = 0; slot < 5; slot++) {
    if (slot === 3) bigone.reply('*', { status: 403, body: 'Forbidden' });
    const nowMs = START_MS + slot * SLOT_MS;
    await collectAt({ pool: database.pool, sourceUrls, nowMs, timeoutMs: 20_000 });
  }
  vi.setSystemTime(START_MS + 4 * SLOT_MS);
  server = await serveApi(database.url, { SOURCES: 'okx,bigone,kraken', SOURCE_TIMEOUT: '100' });
});

afterAll(async () => {
  await server.close();
  await okx.close();
  await bigone.close();
  await database.drop();
  vi.useRealTimers();
});

const iso = (slot: number) => new Date(START_MS + slot * SLOT_MS).toISOString();

async function read() {
  const response = await fetch(`${server.origin}/api/sources`);
  expect(response.status).toBe(200);
  return sourceReportSchema.parse(await response.json());
}

test('each source that was asked, in the order of the settings', async () => {
  const { asOf, cellSeconds, sources } = await read();
  expect({ asOf, cellSeconds }).toEqual({ asOf: iso(4), cellSeconds: 300 });
  expect(sources.map(({ exchange, state }) => [exchange, state])).toEqual([
    ['okx', 'well'],
    ['bigone', 'failing'],
  ]);
});

test('one that fails: since when, why, and when it was last well', async () => {
  const source = (await read()).sources[1];
  expect(source).toMatchObject({
    since: iso(3),
    reason: expect.stringContaining('HTTP 403'),
    lastSuccessAt: iso(2),
    markets: { listed: 0, priced: 0, stored: 0, unlisted: 0 },
    rejections: [],
  });
  expect(source?.strip).toHaveLength(288);
  expect(source?.strip.slice(-6)).toEqual([
    { from: iso(-1), state: null },
    { from: iso(0), state: 'well' },
    { from: iso(1), state: 'well' },
    { from: iso(2), state: 'well' },
    { from: iso(3), state: 'failing' },
    { from: iso(4), state: 'failing' },
  ]);
});

test('one that is well: its markets, how long it takes, and what was refused of it', async () => {
  const source = (await read()).sources[0];
  expect(source).toMatchObject({
    since: iso(0),
    reason: null,
    lastSuccessAt: iso(4),
    markets: { priced: 483, stored: 483 },
  });
  expect(source?.markets.listed).toBeGreaterThan(483);
  expect(source?.latency.lastMs).toBeGreaterThan(0);
  expect(source?.latency.medianMs).toBeGreaterThan(0);
  const [rejection, ...others] = source?.rejections ?? [];
  expect(others).toEqual([]);
  expect(rejection).toMatchObject({ reason: 'volume-mismatch', count: 5 });
  expect(rejection?.examples.map(({ at }) => at)).toEqual([iso(4)]);
  expect(rejection?.examples[0]).toMatchObject({
    dimension: expect.stringMatching(/^okx:/),
    metric: expect.stringMatching(/volume/i),
    value: expect.any(Number),
    // The volume contradicts its own prices: no peer was asked.
    peers: null,
  });
});

test('the answer is kept until the next collection', async () => {
  const first = await fetch(`${server.origin}/api/sources`);
  expect(first.headers.get('cache-control')).toMatch(/^public, s-maxage=\d+/);
  const headers = { 'if-none-match': first.headers.get('etag') ?? '' };
  expect((await fetch(`${server.origin}/api/sources`, { headers })).status).toBe(304);
});

test('how many tickers of a healthy one are of no listed market', async () => {
  const source = (await read()).sources[0];
  expect(source).toMatchObject({ exchange: 'okx', reason: null, markets: { listed: 513, unlisted: 163 } });
});
