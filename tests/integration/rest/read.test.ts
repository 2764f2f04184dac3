import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { getSparks } from '@/lib/queries';
import { rollUpFinishedHours } from '@/lib/series';
import { postgresReader } from '@/lib/series/postgres/postgres-reader';
import { type TestDatabase, testDatabase } from '@/tests/support/database';
import { recompute, tolerance } from '@/tests/support/recompute';
import { serveApi, type TestServer } from '@/tests/support/server';
import {
  CLOSED_MS,
  FIRST_SLOT_MS,
  INTERVAL_MS,
  LAST_SLOT_MS,
  MARKETS,
  REFUSED_SLOT_MS,
  SLOTS,
  seed,
} from './seed';

let database: TestDatabase;
let server: TestServer;

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: CLOSED_MS + 22_000 });
  database = await testDatabase();
  await seed(database.pool);
  server = await serveApi(database.url);
});

afterAll(async () => {
  await server.close();
  await database.drop();
  vi.useRealTimers();
});

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${server.origin}${path}`, { headers });
/** A statement is a text, or has one. */
const readsOfValues = (calls: readonly (readonly unknown[])[]) =>
  calls.filter(([statement]) => JSON.stringify(statement).includes('FROM observation')).length;
const iso = (ms: number) => new Date(ms).toISOString();
const BTC = '/api/metrics?metric=price&dimension=kraken:BTC-USD';

describe('GET /list-metrics', () => {
  test('names every metric with its unit, and every market with the time it was last seen', async () => {
    const response = await get('/api/list-metrics');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toMatch('application/json');
    const body = await response.json();
    expect(body.metrics[0]).toEqual({
      name: 'price',
      label: 'Price',
      unit: 'quote',
      description: 'Last trade.',
    });
    expect(body.dimensions.map(({ name }: { name: string }) => name)).toEqual(Object.keys(MARKETS).sort());
    expect(body.dimensions).toContainEqual({
      name: 'kraken:BTC-USD',
      exchange: 'kraken',
      base: 'BTC',
      quote: 'USD',
      lastSeenAt: iso(LAST_SLOT_MS),
    });
  });
});

describe('GET /metrics', () => {
  test('tells latest value, baseline, ratio, ranks and graph', async () => {
    const body = await (await get(BTC)).json();
    const values = Array.from({ length: SLOTS }, (_, slot) => MARKETS['kraken:BTC-USD']?.(slot)?.[0] ?? 0);
    const latest = values.at(-1) ?? 0;
    const expected = recompute(values.slice(0, -1));
    expect(body).toEqual({
      metric: 'price',
      dimension: 'kraken:BTC-USD',
      asOf: iso(LAST_SLOT_MS),
      quality: 'single-venue',
      venues: { agreeing: 2, listing: 3 },
      latest,
      baseline: {
        mean: expect.closeTo(expected.mean, 6),
        stddev: expect.any(Number),
        count: SLOTS - 1,
        from: iso(LAST_SLOT_MS - 86_400_000),
        to: iso(LAST_SLOT_MS),
      },
      ratio: expect.closeTo(latest / expected.mean, 9),
      rank: { stddev: { rank: 1, of: 4 }, cv: { rank: 2, of: 4 } },
      threshold: 3,
      alerts: [],
      graph: {
        range: '24h',
        resolution: 'PT5M',
        points: values.map((value, slot) => ({ at: iso(FIRST_SLOT_MS + slot * INTERVAL_MS), value })),
        rejected: [],
      },
    });
    expect(Math.abs(body.baseline.stddev - expected.stddev)).toBeLessThan(tolerance(expected));
  });

  test('leaves a gap where nothing was believed, and tells what was refused', async () => {
    const { graph } = await (await get('/api/metrics?metric=price&dimension=kraken:ETH-USD')).json();
    expect(graph.points).toHaveLength(SLOTS - 1);
    expect(graph.points.map(({ at }: { at: string }) => at)).not.toContain(iso(REFUSED_SLOT_MS));
    expect(graph.rejected).toEqual([
      { at: iso(REFUSED_SLOT_MS), value: 30_000, reason: 'corroborated', peers: null },
    ]);
  });

  test('below 12 observations there is no baseline, no ratio and no rank', async () => {
    const body = await (await get('/api/metrics?metric=price&dimension=okx:NEW-USDT')).json();
    expect(body).toMatchObject({ latest: 1.19, baseline: null, ratio: null, rank: null });
    expect(body.graph.points).toHaveLength(5);
  });

  test('a metric that may be negative has a rank by deviation alone', async () => {
    const body = await (await get('/api/metrics?metric=change&dimension=kraken:ETH-USD')).json();
    expect(body).toMatchObject({ latest: 9, ratio: null, rank: { stddev: { rank: 1, of: 4 }, cv: null } });
  });

  test('a value that was never known is null, not left out and not zero', async () => {
    const body = await (await get('/api/metrics?metric=volume&dimension=okx:BTC-USDT')).json();
    expect(body).toMatchObject({ latest: null, baseline: null, ratio: null, rank: null });
    expect(body.graph.points).toEqual([]);
  });

  test('from and to cut the graph, both ends included', async () => {
    const from = iso(FIRST_SLOT_MS + INTERVAL_MS);
    const to = iso(FIRST_SLOT_MS + 3 * INTERVAL_MS);
    const { graph } = await (await get(`${BTC}&from=${from}&to=${to}`)).json();
    expect(graph.range).toBe(`${from}/${to}`);
    expect(graph.points.map(({ at }: { at: string }) => at)).toEqual([
      from,
      iso(FIRST_SLOT_MS + 2 * INTERVAL_MS),
      to,
    ]);
  });

  test('long ranges are drawn by the hour, the same before and after the hours are rolled up', async () => {
    const read = async (range: string) => (await (await get(`${BTC}&range=${range}`)).json()).graph;
    const before = await read('7d');
    const hours = await rollUpFinishedHours(database.pool, {
      fromMs: FIRST_SLOT_MS,
      nowMs: CLOSED_MS + 120_000,
      intervalMs: INTERVAL_MS,
    });
    expect(hours).toBe(2);
    const after = await read('7d');
    expect(after.points).toEqual(before.points);
    expect(after).toMatchObject({ range: '7d', resolution: 'PT1H' });
    // 10:25 to 10:55 are the slots 0 to 6.
    expect(after.points[0]).toEqual({
      at: '2026-11-24T10:00:00.000Z',
      value: 60_300,
      min: 60_000,
      max: 60_600,
    });
    expect(after.points.map(({ at }: { at: string }) => at.slice(11, 13))).toEqual(['10', '11', '12']);
    const csv = await (await get(`${BTC}&range=90d&format=csv`)).text();
    expect(csv.split('\n').slice(0, 2)).toEqual([
      'at,value,min,max',
      expect.stringMatching(/^2026-11-24T06:00:00.000Z,[0-9.]+,60000,60600$/),
    ]);
  });

  test.each([
    ['format=csv', '&format=csv', {}],
    ['the Accept header', '', { accept: 'text/csv, application/json;q=0.5' }],
  ])('answers CSV by %s', async (_, parameter, headers) => {
    const response = await get(BTC + parameter, headers);
    expect(response.headers.get('content-type')).toMatch('text/csv');
    expect(response.headers.get('content-disposition')).toBe(
      'attachment; filename="price-kraken-BTC-USD.csv"',
    );
    const lines = (await response.text()).trimEnd().split('\n');
    expect(lines).toHaveLength(SLOTS + 1);
    expect(lines.slice(0, 2)).toEqual(['at,value', `${iso(FIRST_SLOT_MS)},60000`]);
  });
});

describe('GET /rankings', () => {
  const names = ({ rows }: { rows: { dimension: string }[] }) => rows.map(({ dimension }) => dimension);

  test('is by standard deviation, the largest first, those out of the ranks last', async () => {
    const body = await (await get('/api/rankings?metric=price')).json();
    expect(names(body)).toEqual([
      'kraken:BTC-USD',
      'okx:BTC-USDT',
      'kraken:ETH-USD',
      'gate:DOGE-USDT',
      'okx:NEW-USDT',
    ]);
    expect(body).toMatchObject({ metric: 'price', asOf: iso(LAST_SLOT_MS), total: 5, offset: 0, limit: 100 });
    expect(body.ranked).toEqual({ stddev: 4, cv: 4 });
    expect(body.rows[0].rank).toEqual({ stddev: 1, cv: 2 });
    expect(body.rows[4]).toMatchObject({ mean: null, stddev: null, cv: null, ratio: null, count: 4 });
    expect(body.rows[4].rank).toEqual({ stddev: null, cv: null });
  });

  test.each([
    ['by=cv&limit=2', ['gate:DOGE-USDT', 'kraken:BTC-USD']],
    ['sort=ratio&limit=1', ['gate:DOGE-USDT']],
    ['sort=latest&order=asc&limit=2', ['gate:DOGE-USDT', 'okx:NEW-USDT']],
    ['sort=mean&order=asc&offset=4', ['okx:NEW-USDT']],
    ['sort=mean&order=desc&offset=4', ['okx:NEW-USDT']],
    ['sort=dimension&order=desc&limit=1', ['okx:NEW-USDT']],
    ['exchange=KRAKEN&sort=dimension', ['kraken:BTC-USD', 'kraken:ETH-USD']],
    ['base=btc&quote=usdt', ['okx:BTC-USDT']],
    ['q=btc/usd&sort=dimension', ['kraken:BTC-USD', 'okx:BTC-USDT']],
    ['q=kraken%20eth', ['kraken:ETH-USD']],
    ['dimensions=okx:BTC-USDT,gate:GONE-USDT,kraken:ETH-USD', ['okx:BTC-USDT', 'kraken:ETH-USD']],
    ['exchange=nobody', []],
  ])('%s', async (query, expected) => {
    expect(names(await (await get(`/api/rankings?metric=price&${query}`)).json())).toEqual(expected);
  });

  test('leaves out markets that never had a value of the metric', async () => {
    const body = await (await get('/api/rankings?metric=volume')).json();
    expect(names(body)).not.toContain('okx:BTC-USDT');
    expect(body.total).toBe(4);
  });

  test('as CSV: every row unless limited, absent values empty', async () => {
    const lines = (await (await get('/api/rankings?metric=price&format=csv')).text()).trimEnd().split('\n');
    expect(lines[0]).toBe(
      'stddevRank,cvRank,dimension,exchange,base,quote,asOf,quality,latest,mean,stddev,count,cv,ratio',
    );
    expect(lines).toHaveLength(6);
    expect(lines[5]).toBe(`,,okx:NEW-USDT,okx,NEW,USDT,${iso(LAST_SLOT_MS)},single-venue,1.19,,,4,,`);
  });
});

describe('GET /sparks', () => {
  const SPARKS = '/api/sparks?metric=price&dimensions=';

  test('is the last, lowest and highest value of each hour of the last day, null where there is none', async () => {
    const body = await (await get(`${SPARKS}okx:NEW-USDT,kraken:BTC-USD,okx:NEW-USDT`)).json();
    expect(body).toMatchObject({ metric: 'price', to: iso(LAST_SLOT_MS), step: 'PT1H' });
    expect(Date.parse(body.to) - Date.parse(body.from)).toBe(86_400_000);
    const [young, usual] = body.sparks;
    expect(body.sparks).toHaveLength(2);
    const before = Array(23).fill(null);
    expect(young).toEqual({
      dimension: 'okx:NEW-USDT',
      values: [...before, 1.18, 1.19],
      low: [...before, 1.15, 1.19],
      high: [...before, 1.18, 1.19],
    });
    // The slots are 10:25 to 12:00: seven of ten o'clock, twelve of eleven, and one.
    const empty = Array(22).fill(null);
    expect(usual).toEqual({
      dimension: 'kraken:BTC-USD',
      values: [...empty, 60_600, 60_400, 60_500],
      low: [...empty, 60_000, 60_000, 60_500],
      high: [...empty, 60_600, 60_600, 60_500],
    });
  });

  test('is the same once its hours are rolled up', async () => {
    const before = await (await get(`${SPARKS}kraken:ETH-USD`)).json();
    const { pool } = database;
    await rollUpFinishedHours(pool, {
      fromMs: FIRST_SLOT_MS,
      nowMs: LAST_SLOT_MS + 600_000,
      intervalMs: INTERVAL_MS,
    });
    const { rowCount } = await pool.query('SELECT FROM rollup_hour');
    expect(rowCount).toBeGreaterThan(0);
    const reader = postgresReader(pool, () => CLOSED_MS);
    const after = await getSparks({ metric: 'price', dimensions: ['kraken:ETH-USD'] }, reader);
    expect(after.sparks).toEqual(before.sparks);
    await pool.query('TRUNCATE rollup_hour, rolled_hour');
  });

  test('reads a market once a collection, and all that are missing in one query', async () => {
    await get(`${SPARKS}gate:DOGE-USDT`);
    const query = vi.spyOn(pg.Client.prototype, 'query');
    await get(`${SPARKS}gate:DOGE-USDT,okx:BTC-USDT,kraken:ETH-USD`);
    expect(readsOfValues(query.mock.calls)).toBe(1);
    query.mockClear();
    await get(`${SPARKS}okx:BTC-USDT,gate:DOGE-USDT`);
    expect(readsOfValues(query.mock.calls)).toBe(0);
  });
});

describe('GET /status', () => {
  test('tells how the last collection went, and holds no age', async () => {
    const answer = await get('/api/status');
    expect(answer.headers.get('cache-control')).toBe('public, s-maxage=2, max-age=0, stale-if-error=86400');
    expect(await answer.json()).toEqual({
      version: expect.stringMatching(/^\d+\.\d+$/),
      collection: {
        slot: iso(LAST_SLOT_MS),
        closedAt: iso(CLOSED_MS),
        nextDueAt: iso(CLOSED_MS + INTERVAL_MS),
        overdueAt: iso(CLOSED_MS + 3 * INTERVAL_MS),
      },
      sources: {
        fresh: expect.any(Number),
        all: expect.any(Number),
        notFresh: expect.any(Array),
        partial: expect.any(Array),
      },
      markets: expect.any(Number),
      trouble: null,
    });
  });
});

describe('caches', () => {
  afterEach(() => vi.restoreAllMocks());
  beforeEach(() => vi.setSystemTime(CLOSED_MS + 22_000));

  test('shared ones keep an answer until the next collection is due to be closed, 5 s at least', async () => {
    const at = async (ms: number) => {
      vi.setSystemTime(ms);
      return (await get(BTC)).headers.get('cache-control');
    };
    expect(await at(CLOSED_MS + 22_000)).toBe('public, s-maxage=278, max-age=0, stale-if-error=86400');
    expect(await at(CLOSED_MS + 299_000)).toBe('public, s-maxage=5, max-age=0, stale-if-error=86400');
    expect(await at(CLOSED_MS + 900_000)).toBe('public, s-maxage=5, max-age=0, stale-if-error=86400');
  });

  test('an ETag is strong, the same for the same answer, and saves the body', async () => {
    const first = await get(BTC);
    const etag = first.headers.get('etag') ?? '';
    expect(etag).toMatch(/^"[\w-]{20,}"$/);
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const again = await get(BTC, { 'if-none-match': known });
      expect(again.status).toBe(304);
      expect(again.headers.get('etag')).toBe(etag);
      expect(again.headers.get('cache-control')).toMatch('public');
      expect(await again.text()).toBe('');
    }
    expect((await get(BTC, { 'if-none-match': '"other"' })).status).toBe(200);
    expect((await get(`${BTC}&format=csv`)).headers.get('etag')).not.toBe(etag);
  });

  test('HEAD is GET without the body', async () => {
    const [head, full] = await Promise.all([fetch(`${server.origin}${BTC}`, { method: 'HEAD' }), get(BTC)]);
    const bytes = (await full.arrayBuffer()).byteLength;
    expect(head.status).toBe(200);
    expect(await head.text()).toBe('');
    expect(head.headers.get('content-length')).toBe(String(bytes));
    expect(head.headers.get('etag')).toBe(full.headers.get('etag'));
  });

  test.each([
    '/api/list-metrics',
    BTC,
    '/api/rankings?metric=price&sort=ratio',
    '/api/rankings?metric=price&format=csv',
    '/api/sparks?metric=price&dimensions=kraken:BTC-USD,okx:BTC-USDT',
    '/api/status',
  ])('a warm %s runs no SQL', async (path) => {
    await get(path);
    const query = vi.spyOn(pg.Client.prototype, 'query');
    const stringify = vi.spyOn(JSON, 'stringify');
    expect((await get(path)).status).toBe(200);
    expect(query).not.toHaveBeenCalled();
    // The key of the cache alone: a small object, not the answer.
    expect(stringify.mock.calls.length).toBeLessThanOrEqual(1);
  });

  test('many who ask for the same at once are one', async () => {
    await get('/api/list-metrics');
    const query = vi.spyOn(pg.Client.prototype, 'query');
    const fresh = '/api/metrics?metric=volume&dimension=gate:DOGE-USDT';
    const answers = await Promise.all(Array.from({ length: 8 }, () => get(fresh)));
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200));
    expect(readsOfValues(query.mock.calls)).toBe(1);
  });
});
