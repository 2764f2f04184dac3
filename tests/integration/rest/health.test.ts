import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { getStatus } from '@/lib/queries/get-status';
import { announceCollection } from '@/lib/series';
import { type TestDatabase, testDatabase } from '@/tests/support/database';
import { serveApi, type TestServer } from '@/tests/support/server';
import { CLOSED_MS, closeCollection, INTERVAL_MS, LAST_SLOT_MS } from './seed';

let database: TestDatabase;
let server: TestServer;

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: CLOSED_MS });
  database = await testDatabase();
  server = await serveApi(database.url);
});

afterAll(async () => {
  await server.close();
  await database.drop();
  vi.useRealTimers();
});

beforeEach(async () => {
  vi.setSystemTime(CLOSED_MS);
  await database.pool.query('TRUNCATE collection CASCADE');
});

async function health() {
  const response = await fetch(`${server.origin}/api/health`);
  expect(response.headers.get('content-type')).toMatch('application/json');
  expect(response.headers.get('cache-control')).toBe('no-store');
  return { code: response.status, body: await response.json() };
}

/** The newest last. */
async function collections(...states: Record<string, string>[]): Promise<number> {
  let id = 0;
  for (const [i, state] of states.entries()) {
    const slotMs = LAST_SLOT_MS - (states.length - 1 - i) * INTERVAL_MS;
    id = await closeCollection(database.pool, slotMs, 7, state);
  }
  return id;
}

test('503 before the first collection', async () => {
  const { code, body } = await health();
  expect(code).toBe(503);
  expect(body).toMatchObject({
    status: 'down',
    summary: 'Nothing has been collected yet.',
    database: { reachable: true },
    collection: null,
    sources: [],
    outbox: { waiting: 0, oldestAgeSeconds: null },
  });
});

test('a collection that was begun and not closed does not count', async () => {
  await database.pool.query(
    `INSERT INTO collection (slot, interval_seconds, started_at) VALUES ($1, 300, $1)`,
    [new Date(LAST_SLOT_MS)],
  );
  expect((await health()).code).toBe(503);
});

test('200 when all is well', async () => {
  await collections({ kraken: 'accepted', okx: 'accepted' });
  const { code, body } = await health();
  expect(code).toBe(200);
  expect(body).toMatchObject({
    status: 'ok',
    summary: 'All is well.',
    database: { reachable: true },
    collection: {
      slot: '2026-11-24T12:00:00.000Z',
      closedAt: '2026-11-24T12:00:20.000Z',
      ageSeconds: 0,
      overdueAfterSeconds: 900,
      overdue: false,
    },
  });
  expect(body.sources).toHaveLength(2);
});

test('200 and its name when one source is bad', async () => {
  await collections(...Array(3).fill({ kraken: 'accepted', okx: 'failed' }));
  const { code, body } = await health();
  expect(code).toBe(200);
  expect(body.status).toBe('degraded');
  expect(body.summary).toBe('Working without okx (no success in the last 3 collections: HTTP 502 from okx).');
  expect(body.sources[1]).toMatchObject({
    exchange: 'okx',
    fresh: false,
    state: 'failed',
    lastSuccessAt: null,
  });
});

test('a source that succeeded, if in part, in one of the last three is fresh', async () => {
  const failed = { kraken: 'failed' };
  await collections({ kraken: 'partial' }, failed, failed);
  expect((await health()).body).toMatchObject({
    status: 'ok',
    sources: [{ exchange: 'kraken', fresh: true, state: 'failed', reason: 'HTTP 502 from kraken' }],
  });
});

test('after the first collection the reason does not speak of three', async () => {
  await collections({ kraken: 'accepted', okx: 'failed' });
  expect((await health()).body.summary).toBe('Working without okx (no success yet: HTTP 502 from okx).');
});

test('503 when no source is fresh: a success four collections ago is too old', async () => {
  const failed = { kraken: 'failed', okx: 'rejected' };
  await collections({ kraken: 'accepted', okx: 'accepted' }, failed, failed, failed);
  const { code, body } = await health();
  expect(code).toBe(503);
  expect(body.summary).toMatch(/^No source succeeds any more: kraken \(.*\), okx \(.*\)\.$/);
});

test('503 when overdue: later than three intervals', async () => {
  await collections({ kraken: 'accepted' });
  vi.setSystemTime(CLOSED_MS + 3 * INTERVAL_MS);
  expect((await health()).code).toBe(200);
  vi.setSystemTime(CLOSED_MS + 3 * INTERVAL_MS + 1);
  const { code, body } = await health();
  expect(code).toBe(503);
  expect(body).toMatchObject({
    summary: 'The last collection was closed 900 s ago; 900 s is too long.',
    collection: { overdue: true },
  });
});

test('mails that wait are counted, new ones and those to be sent again, with the age of the oldest', async () => {
  await collections({ kraken: 'accepted' });
  const batch = '00000000-0000-4000-8000-000000000001';
  await database.pool.query(
    `INSERT INTO message_batch (id, payload, priority, state, attempts, created_at, due_at)
     VALUES ($1, '[]', 1, 'open', 1, $2, $2)`,
    [batch, new Date(CLOSED_MS)],
  );
  const mails = [
    ['sent', null, 7200],
    ['dead', null, 3600],
    ['claimed', batch, 90],
    ['queued', null, 10],
  ] as const;
  for (const [state, batchId, ageSeconds] of mails) {
    await database.pool.query(
      `INSERT INTO message (kind, priority, "to", subject, html, text, headers, state, batch_id, created_at, due_at)
       VALUES ('test', 1, 'a@example.com', 's', 'h', 't', '{}', $1, $2, $3, $3)`,
      [state, batchId, new Date(CLOSED_MS - ageSeconds * 1000)],
    );
  }
  const { code, body } = await health();
  expect(code).toBe(200);
  expect(body.outbox).toEqual({ waiting: 2, oldestAgeSeconds: 90 });
});

test.each([
  [
    { kraken: 'accepted', okx: 'accepted' },
    { fresh: 2, all: 2, notFresh: [], partial: [] },
  ],
  [
    { kraken: 'accepted', okx: 'rejected' },
    { fresh: 1, all: 2, notFresh: [{ exchange: 'okx', reason: 'HTTP 502 from okx' }], partial: [] },
  ],
  [
    { kraken: 'accepted', okx: 'failed' },
    { fresh: 1, all: 2, notFresh: [{ exchange: 'okx', reason: 'HTTP 502 from okx' }], partial: [] },
  ],
  [
    { kraken: 'accepted', okx: 'partial' },
    { fresh: 2, all: 2, notFresh: [], partial: [{ exchange: 'okx', reason: 'HTTP 502 from okx' }] },
  ],
  [{ kraken: 'accepted' }, { fresh: 1, all: 1, notFresh: [], partial: [] }],
])(
  'the status line counts %j of the newest collection alone, whatever came before',
  async (newest, expected) => {
    const before = { kraken: 'accepted', okx: 'accepted' };
    const id = await collections(before, before, newest);
    const closed = { id, revision: 0, slotMs: LAST_SLOT_MS, closedAtMs: CLOSED_MS, intervalSeconds: 300 };
    announceCollection(closed, CLOSED_MS);
    expect((await getStatus()).sources).toEqual(expected);
  },
);

test('the status line tells the same, reading the runs once a collection', async () => {
  const id = await collections({ kraken: 'accepted', okx: 'failed' });
  const closed = { id, revision: 0, slotMs: LAST_SLOT_MS, closedAtMs: CLOSED_MS, intervalSeconds: 300 };
  announceCollection(closed, CLOSED_MS);
  const expected = {
    collection: {
      slot: '2026-11-24T12:00:00.000Z',
      closedAt: '2026-11-24T12:00:20.000Z',
      nextDueAt: '2026-11-24T12:05:20.000Z',
      overdueAt: new Date(CLOSED_MS + 900_000).toISOString(),
    },
    sources: { fresh: 1, all: 2, notFresh: [{ exchange: 'okx', reason: expect.any(String) }] },
    markets: 7,
  };
  expect(await getStatus()).toMatchObject(expected);
  await database.pool.query('TRUNCATE collection CASCADE');
  expect(await getStatus()).toMatchObject(expected);
});
