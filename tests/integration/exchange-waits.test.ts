import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { postgresExchangeWaits, readSources } from '@/lib/collect/exchanges';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@/lib/model/time';
import { settings } from '@/lib/platform/settings';
import { type TestDatabase, testDatabase } from '@/tests/support/database';
import { hostileExchange, HOSTILE_NOW_MS as NOW_MS } from '@/tests/support/exchange/hostile';
import { memoryMarketLists } from '@/tests/support/exchange/memory-market-lists';
import type { LoopbackExchange, Reply } from '@/tests/support/exchange/server';

let database: TestDatabase;
let server: LoopbackExchange | undefined;

beforeAll(async () => {
  database = await testDatabase();
});
beforeEach(async () => {
  await database.pool.query('TRUNCATE exchange_wait');
});
afterEach(() => server?.close());
afterAll(() => database.drop());

const refusal = (status: number, headers: Record<string, string> = {}, body = ''): Reply => ({
  status,
  headers,
  body,
});

/** One exchange that speaks as this one, read by a process of its own each time: nothing is remembered but in Postgres. */
async function world(exchange: string) {
  const speaking = await hostileExchange(exchange, {});
  server = speaking;
  const marketLists = memoryMarketLists();
  const read = async (nowMs: number) => {
    const [reading] = await readSources([exchange], {
      clock: () => nowMs,
      timeoutMs: 20_000,
      sourceUrls: { [exchange]: speaking.origin },
      marketLists,
      waits: postgresExchangeWaits(() => database.pool),
      sleep: async () => undefined,
    });
    if (reading === undefined) throw new Error('no reading');
    return reading;
  };
  return { server: speaking, read, marketLists };
}

describe.each(settings.parse({}).SOURCES)('%s', (exchange) => {
  it.each<[what: string, reply: Reply, untilMs: number]>([
    ['418 with seconds', refusal(418, { 'retry-after': '600' }), NOW_MS + 10 * MINUTE_MS],
    ['429 with seconds', refusal(429, { 'retry-after': '600' }), NOW_MS + 10 * MINUTE_MS],
    [
      '429 with a date',
      refusal(429, { 'retry-after': new Date(NOW_MS + 10 * MINUTE_MS).toUTCString() }),
      NOW_MS + 10 * MINUTE_MS,
    ],
    [
      '418 with the end of the ban in its body',
      refusal(418, {}, `{"code":-1003,"msg":"IP banned until ${NOW_MS + 10 * MINUTE_MS}."}`),
      NOW_MS + 10 * MINUTE_MS,
    ],
    ['418 without a time', refusal(418), NOW_MS + 10 * MINUTE_MS],
    ['429 without a time', refusal(429), NOW_MS + MINUTE_MS],
    ['429 for a year', refusal(429, { 'retry-after': '31536000' }), NOW_MS + HOUR_MS],
    ['418 for a year', refusal(418, { 'retry-after': '31536000' }), NOW_MS + DAY_MS],
  ])('is not asked again before it may be, after %s', async (_, reply, untilMs) => {
    const { server: speaking, read } = await world(exchange);
    speaking.reply('*', reply);

    const first = await read(NOW_MS);
    expect(first).toMatchObject({ ok: false, waitUntilMs: untilMs, unreachable: false });
    const asked = speaking.requests.length;
    expect(asked).toBeGreaterThan(0);
    const during = await read(untilMs - 1);
    expect(during).toMatchObject({ ok: false, attempts: 0, waitUntilMs: untilMs });
    expect(during).toHaveProperty(
      'reason',
      expect.stringMatching(/(wait until|not asked again before) .* UTC: HTTP 4/),
    );
    expect(speaking.requests).toHaveLength(asked);
    await read(untilMs);
    expect(speaking.requests.length).toBeGreaterThan(asked);
  });
});

describe('an exchange', () => {
  it('that lists no more is not asked for tickers either', async () => {
    const { server: speaking, read } = await world('kraken');
    expect(await read(NOW_MS)).toMatchObject({ ok: true });
    const [listing = ''] = speaking.requests;
    speaking.reply(new URL(listing, speaking.origin).pathname, refusal(418, { 'retry-after': '600' }));
    const oldMs = NOW_MS + 8 * HOUR_MS;

    const renewing = await read(oldMs);
    const note = "market list not renewed: asked us to wait until 23:10 UTC: HTTP 418: I'm a Teapot";
    expect(renewing).toMatchObject({ ok: true, note });
    const asked = speaking.requests.length;
    expect(await read(oldMs + 9 * MINUTE_MS)).toMatchObject({ ok: false, attempts: 0 });
    expect(speaking.requests).toHaveLength(asked);
  });

  it.each([
    ['okx', '{"code":"50011","msg":"Too Many Requests","data":[]}'],
    ['kraken', '{"error":["EAPI:Rate limit exceeded"]}'],
    [
      'htx',
      '{"status":"error","err-code":"rate-too-many-requests","err-msg":"too many requests","data":null}',
    ],
    [
      'bybit',
      '{"retCode":10006,"retMsg":"Too many visits!","result":{},"retExtInfo":{},"time":1750777200000}',
    ],
    ['bitget', '{"code":"429","msg":"Too many requests","requestTime":1750777200000,"data":null}'],
  ])('that refuses with status 200 is left alone for a minute: %s', async (exchange, body) => {
    const { server: speaking, read } = await world(exchange);
    speaking.reply('*', { body });
    const reason = expect.stringMatching(/^limits our requests, and is not asked again before 15:01 UTC: /);
    expect(await read(NOW_MS)).toMatchObject({ ok: false, waitUntilMs: NOW_MS + MINUTE_MS, reason });
    const asked = speaking.requests.length;
    expect(await read(NOW_MS + MINUTE_MS - 1)).toMatchObject({ ok: false, attempts: 0, reason });
    expect(speaking.requests).toHaveLength(asked);
  });

  it.each([2 * HOUR_MS, 3 * DAY_MS, 3650 * DAY_MS])(
    'is not locked out by a clock that was %d ms ahead',
    async (aheadMs) => {
      const { server: speaking, read } = await world('binance');
      speaking.reply('*', refusal(418, { 'retry-after': '3600' }));
      await read(NOW_MS + aheadMs);

      expect(await read(NOW_MS)).toMatchObject({ ok: false, waitUntilMs: NOW_MS + HOUR_MS });
      expect(await read(NOW_MS + MINUTE_MS)).toMatchObject({ ok: false, waitUntilMs: NOW_MS + HOUR_MS });
      const asked = speaking.requests.length;
      await read(NOW_MS + HOUR_MS);
      expect(speaking.requests.length).toBeGreaterThan(asked);
    },
  );

  it('is read although the database has no such table', async () => {
    const { read } = await world('gate');
    await database.pool.query('ALTER TABLE exchange_wait RENAME TO gone');
    try {
      expect(await read(NOW_MS)).toMatchObject({ ok: true });
    } finally {
      await database.pool.query('ALTER TABLE gone RENAME TO exchange_wait');
    }
  });
});
