import type { PoolClient } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { previewOffload, previewWatches } from '@/lib/alerts';
import { readSnapshot } from '@/lib/series/postgres/read-snapshot';
import { openPreviews } from '@/server/preview/preview-thread';
import { type TestDatabase, testDatabase } from '@/tests/support/database';
import { seedMarkets } from '@/tests/support/seed';
import { serveApi, type TestServer } from '@/tests/support/server';

const NOW_MS = Date.UTC(2026, 10, 24, 12, 1);
/** What crosses most: every metric of every market. */
const EVERYTHING = { metric: null, dimension: null, threshold: 1.25, direction: 'below' } as const;
const MIN_TURNOVER = 50_000;

let database: TestDatabase;
let server: TestServer;
const previews = openPreviews();

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW_MS });
  database = await testDatabase();
  await seedMarkets(database.pool, NOW_MS);
  server = await serveApi(database.url, { APP_SECRET: 'a-secret-of-16-characters' });
}, 120_000);

afterAll(async () => {
  await previews.stop();
  await server.close();
  await database.drop();
  vi.useRealTimers();
});

let threshold = 0;
beforeEach(() => {
  // Each test asks what nobody has asked before.
  threshold += 1;
});
afterEach(() => previewOffload.use(null));

const question = (more = 0) => ({ ...EVERYTHING, threshold: 1.25 + threshold / 1000 + more / 1e6 });

function ask(more = 0, signal?: AbortSignal): Promise<Response> {
  return fetch(`${server.origin}/api/watches/preview`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ watches: [question(more)] }),
    ...(signal && { signal }),
  });
}

/** Nothing can read the hours until the returned client is released. */
async function lockHours(): Promise<PoolClient> {
  const client = await database.pool.connect();
  await client.query('BEGIN; LOCK TABLE rollup_hour IN ACCESS EXCLUSIVE MODE');
  return client;
}

async function unlock(client: PoolClient): Promise<void> {
  await client.query('ROLLBACK');
  client.release();
}

const places = [
  ['in place', () => previewOffload.use(null)],
  ['in the thread', () => previewOffload.use(previews.run)],
] as const;

test('the thread answers as the same process does', async () => {
  const snapshot = await readSnapshot(database.pool);
  const asked = { watches: [question()], minTurnover: MIN_TURNOVER };
  const control = { signal: new AbortController().signal, report: () => undefined };
  const inPlace = await previewWatches(database.pool, snapshot, asked, { ...control, isOver: () => false });
  const unbounded = { untilMs: Number.POSITIVE_INFINITY, maxWorkMs: Number.POSITIVE_INFINITY };
  const inThread = await previews.run({ ...asked, collection: snapshot.collection, ...unbounded }, control);
  expect(inThread).toEqual(inPlace);
  expect(inPlace.day.alerts).toBeGreaterThan(20);
  expect(inPlace.markets.checked).toBeGreaterThan(80);
});

test('what was checked in time is the answer, the most traded markets first, and says so', async () => {
  const snapshot = await readSnapshot(database.pool);
  const asked = { watches: [question()], minTurnover: MIN_TURNOVER };
  const reported: number[] = [];
  const partial = await previewWatches(database.pool, snapshot, asked, {
    signal: new AbortController().signal,
    report: ({ markets }) => reported.push(markets.checked),
    isOver: () => reported.some((checked) => checked > 0),
  });
  expect(partial.markets.checked).toBeGreaterThan(0);
  expect(partial.markets.checked).toBeLessThan(partial.markets.matching);
  expect(reported).toEqual([0, partial.markets.checked]);
});

test.each(places)(
  '%s, one whose client has gone is given up',
  async (_, choose) => {
    choose();
    const held = await lockHours();
    try {
      const clients = Array.from({ length: 12 }, () => new AbortController());
      for (const [more, client] of clients.entries()) {
        const answer = ask(more, client.signal).catch(() => null);
        // It is under way: it waits for the lock.
        await vi.waitUntil(() => waitsForHours(), { timeout: 10_000 });
        client.abort();
        expect(await answer).toBeNull();
      }
    } finally {
      await unlock(held);
    }
    expect((await ask(99)).status).toBe(200);
  },
  60_000,
);

async function waitsForHours(): Promise<boolean> {
  const { rows } = await database.pool.query('SELECT 1 FROM pg_locks WHERE NOT granted');
  return rows.length > 0;
}

test.each(places)(
  '%s, a database that hangs costs the answer its figures, and is no 5xx',
  async (_, choose) => {
    choose();
    const held = await lockHours();
    try {
      const answer = await ask();
      expect(answer.status).toBe(200);
      const { day, summary, markets } = await answer.json();
      expect(day.exact).toBe(false);
      expect(markets.checked).toBe(0);
      expect(summary).toMatch(/^This took too long to count over \d+ markets\. Try again in a minute/);
    } finally {
      await unlock(held);
    }
    // Nothing of that is remembered.
    expect((await (await ask()).json()).markets.checked).toBeGreaterThan(0);
  },
  60_000,
);

test.each(places)(
  '%s, a crowd of different questions is answered or asked to come back',
  async (_, choose) => {
    choose();
    const answers = await Promise.all(Array.from({ length: 30 }, (_, more) => ask(more)));
    const statuses = answers.map(({ status }) => status);
    expect(new Set(statuses)).toEqual(new Set([200, 429]));
    for (const answer of answers.filter(({ status }) => status === 429)) {
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
      expect((await answer.json()).code).toBe('too-many-requests');
    }
  },
  60_000,
);

test('many who ask the same share one computation', async () => {
  let computed = 0;
  previewOffload.use((asked, control) => {
    computed++;
    return previews.run(asked, control);
  });
  const answers = await Promise.all(Array.from({ length: 30 }, () => ask()));
  expect(new Set(await Promise.all(answers.map((answer) => answer.text()))).size).toBe(1);
  expect((await ask()).status).toBe(200);
  expect(computed).toBe(1);
});
