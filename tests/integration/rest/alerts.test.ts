import type { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { AlertReport } from '@/lib/alerts';
import { HOUR_MS } from '@/lib/model/time';
import { readAtom } from '@/tests/support/atom';
import { type TestDatabase, testDatabase } from '@/tests/support/database';
import { serveApi, type TestServer } from '@/tests/support/server';
import { CLOSED_MS, LAST_SLOT_MS, seed } from './seed';

const APP_URL = 'https://metrics.test';

let database: TestDatabase;
let server: TestServer;

interface Entered {
  dimension: string;
  metric?: string;
  direction?: string;
  threshold?: number;
  /** Hours before the last slot. */
  opened: number;
  resolved?: number;
  stale?: number;
  quality?: number;
}

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: CLOSED_MS + 22_000 });
  database = await testDatabase();
  await seed(database.pool);
  server = await serveApi(database.url, { APP_URL });
  // By id, from 1 on.
  await enter(database.pool, { dimension: 'gate:DOGE-USDT', opened: 50, resolved: 40 });
  await enter(database.pool, { dimension: 'kraken:BTC-USD', opened: 30, resolved: 20 });
  await enter(database.pool, { dimension: 'kraken:BTC-USD', metric: 'volume', opened: 10, stale: 9 });
  await enter(database.pool, { dimension: 'okx:BTC-USDT', opened: 5, resolved: 4, quality: 1 });
  await enter(database.pool, { dimension: 'kraken:BTC-USD', threshold: 1.5, opened: 3 });
  await enter(database.pool, { dimension: 'kraken:BTC-USD', direction: 'below', opened: 2 });
  await enter(database.pool, { dimension: 'kraken:BTC-USD', opened: 1 });
});

afterAll(async () => {
  await server.close();
  await database.drop();
  vi.useRealTimers();
});

async function enter(pool: Pool, given: Entered): Promise<void> {
  const { dimension, metric = 'price', direction = 'above', threshold = 3, quality = 0 } = given;
  const at = (hours: number | undefined) =>
    hours === undefined ? null : new Date(LAST_SLOT_MS - hours * HOUR_MS);
  await pool.query(
    `INSERT INTO alert (dimension_id, metric, direction, threshold, opened_at, resolved_at, stale_at, opening_value,
       opening_mean, opening_ratio, peak_ratio, peak_at, quality, venues_agreeing, venues_listing)
     SELECT id, $2, $3, $4, $5, $6, $7, 240000, 60000, 4, 5, $5, $8, 1, 2 FROM dimension WHERE name = $1`,
    [dimension, metric, direction, threshold, at(given.opened), at(given.resolved), at(given.stale), quality],
  );
}

const get = (query: string, headers: Record<string, string> = {}) =>
  fetch(`${server.origin}/api/alerts${query}`, { headers });
const ids = async (query: string) =>
  (await (await get(query)).json()).alerts.map(({ id }: AlertReport) => Number(id));

describe('GET /alerts', () => {
  test('tells of each all that there is', async () => {
    const answer = await get('?limit=1');
    expect(answer.headers.get('cache-control')).toMatch(/^public, s-maxage=/);
    expect(await answer.json()).toEqual({
      asOf: new Date(LAST_SLOT_MS).toISOString(),
      threshold: 3,
      alerts: [
        {
          id: '7',
          dimension: 'kraken:BTC-USD',
          exchange: 'kraken',
          base: 'BTC',
          quote: 'USD',
          metric: 'price',
          direction: 'above',
          threshold: 3,
          state: 'open',
          since: '2026-11-24T11:00:00.000Z',
          until: null,
          opening: { value: 240_000, mean: 60_000, ratio: 4 },
          peak: { ratio: 5, at: '2026-11-24T11:00:00.000Z' },
          quality: 'good',
          venues: { agreeing: 1, listing: 2 },
        },
      ],
      next: expect.any(String),
    });
  });

  test.each([
    ['', [7, 4, 3, 2, 1]],
    // What subscribers watch is not shown: the parameter is accepted, and changes nothing.
    ['?scope=all', [7, 4, 3, 2, 1]],
    ['?scope=usual', [7, 4, 3, 2, 1]],
    ['?state=open', [7, 3]],
    ['?state=past', [4, 2, 1]],
    ['?dimension=kraken:btc-usd', [7, 3, 2]],
    ['?base=btc', [7, 4, 3, 2]],
    ['?base=NOBODY', []],
    ['?metric=Volume', [3]],
    ['?metric=price&base=BTC&state=past', [4, 2]],
  ])('%s', async (query, expected) => {
    expect(await ids(query)).toEqual(expected);
  });

  test('a series that vanished is stale, and no end is told', async () => {
    const { alerts } = await (await get('?metric=volume')).json();
    expect(alerts[0]).toMatchObject({ state: 'stale', until: null });
  });

  test.each([1, 2, 3, 5])('pages of %i hold each alert once', async (limit) => {
    const seen: number[] = [];
    for (let after = ''; ; ) {
      const page = await (await get(`?limit=${limit}${after}`)).json();
      seen.push(...page.alerts.map(({ id }: AlertReport) => Number(id)));
      if (page.next === null) break;
      after = `&after=${page.next}`;
    }
    expect(seen).toEqual([7, 4, 3, 2, 1]);
  });

  test.each([
    ['?state=closed', 400, 'send state=open or state=past'],
    ['?after=7', 400, 'send the "next" of the page before'],
    [`?after=${Buffer.from('alert:7 OR 1=1').toString('base64url')}`, 400, 'send the "next"'],
    ['?limit=501', 400, 'from 1 to 500'],
    ['?metric=prise', 404, 'Did you mean price?'],
    ['?dimension=kraken:BTC-USDD', 404, 'Did you mean kraken:BTC-USD'],
    ['?format=rss', 400, 'send format=json or format=atom'],
  ])('%s is refused by %i', async (query, status, says) => {
    const answer = await get(query);
    expect([answer.status, (await answer.json()).detail]).toEqual([status, expect.stringContaining(says)]);
  });
});

describe('the feed', () => {
  test('is an Atom feed by RFC 4287, an entry an alert', async () => {
    const answer = await get('?format=atom&state=past');
    expect(answer.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8');
    const { self, updated, entries } = readAtom(await answer.text());
    expect(self).toBe(`${APP_URL}/api/alerts?state=past&limit=100&format=atom`);
    expect(updated).toBe('2026-11-24T08:00:00.000Z');
    expect(entries.map(({ title, updated: at }) => [title, at])).toEqual([
      ['BTC-USDT price 4.0× its 24 h average on OKX only, peak 5.0×', '2026-11-24T08:00:00.000Z'],
      ['BTC-USD price 4.0× its 24 h average on Kraken, peak 5.0×', '2026-11-23T16:00:00.000Z'],
      ['DOGE-USDT price 4.0× its 24 h average on Gate, peak 5.0×', '2026-11-22T20:00:00.000Z'],
    ]);
    expect(entries[0]?.link).toBe(
      `${APP_URL}/markets/okx:BTC-USDT?metric=price&from=2026-11-23T19:00:00.000Z&to=2026-11-24T20:00:00.000Z`,
    );
  });

  test('an empty one is valid too', async () => {
    const { entries, updated } = readAtom(await (await get('?format=atom&base=NOBODY')).text());
    expect([entries, updated]).toEqual([[], new Date(LAST_SLOT_MS).toISOString()]);
  });

  test.each([
    ['application/atom+xml', 'application/atom+xml'],
    ['application/atom+xml;q=0.9, application/json;q=0.8', 'application/atom+xml'],
    ['application/json, application/atom+xml;q=0.5', 'application/json'],
    ['*/*', 'application/json'],
  ])('%s is answered by %s', async (accept, type) => {
    expect((await get('', { accept })).headers.get('content-type')).toContain(type);
  });
});

describe('GET /metrics', () => {
  const BTC = '/api/metrics?metric=price&dimension=kraken:BTC-USD';
  const alertsIn = async (span: string) =>
    (await (await fetch(`${server.origin}${BTC}${span}`)).json()).alerts.map(({ id }: AlertReport) => id);

  test('tells the alerts of the series that touch the range, the oldest first', async () => {
    expect(await alertsIn('')).toEqual(['2', '7']);
    expect(await alertsIn('&range=90d')).toEqual(['2', '7']);
    expect(await alertsIn('&from=2026-11-23T00:00:00Z&to=2026-11-23T05:59:00Z')).toEqual([]);
    expect(await alertsIn('&from=2026-11-23T00:00:00Z&to=2026-11-23T06:00:00Z')).toEqual(['2']);
    expect(await alertsIn('&from=2026-11-23T16:00:00Z&to=2026-11-24T10:00:00Z')).toEqual(['2']);
    expect(await alertsIn('&from=2026-11-23T16:01:00Z&to=2026-11-24T10:00:00Z')).toEqual([]);
  });
});
