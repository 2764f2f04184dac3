import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { HOUR_MS, MINUTE_MS } from '@/lib/model/time';
import { type TestDatabase, testDatabase } from '@/tests/support/database';
import { hostileExchange, HOSTILE_NOW_MS as NOW_MS } from '@/tests/support/exchange/hostile';
import { type Monitored, slotAt, watchSettings } from '@/tests/support/monitored';
import { serveApi } from '@/tests/support/server';

let database: TestDatabase;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW_MS });
  database = await testDatabase();
});
afterEach(async () => {
  await database.drop();
  vi.useRealTimers();
});

it('an exchange that asked us to wait is shown so, with the time, in the report, the status, health, and the notice', async () => {
  const EXCHANGES = ['binance', 'kraken'];
  const api = await serveApi(database.url, { SOURCES: EXCHANGES.join(',') });
  const get = async (path: string) => (await fetch(`${api.origin}${path}`)).json();
  const speaking = await Promise.all(EXCHANGES.map((exchange) => hostileExchange(exchange, {})));
  const monitored: Monitored = {
    pool: database.pool,
    sourceUrls: Object.fromEntries(EXCHANGES.map((exchange, i) => [exchange, speaking[i]?.origin ?? ''])),
    settings: watchSettings(EXCHANGES),
    memory: { open: [], badSinceMs: {} },
  };
  speaking[0]?.reply('*', { status: 418, headers: { 'retry-after': '3600' }, body: '' });
  const notices: string[] = [];
  for (let slot = 0; slot < 3; slot += 1) {
    notices.push(...(await slotAt(monitored, NOW_MS + slot * 5 * MINUTE_MS)));
  }
  vi.setSystemTime(NOW_MS + 10 * MINUTE_MS);
  const reason = "asked us to wait until 16:00 UTC: HTTP 418: I'm a Teapot";

  expect(speaking[0]?.requests).toHaveLength(1);
  expect(notices).toEqual(['binance asked us to wait until 16:00 UTC']);
  try {
    expect((await get('/api/sources')).sources[0]).toMatchObject({
      exchange: 'binance',
      state: 'waiting',
      reason,
      waitUntil: new Date(NOW_MS + HOUR_MS).toISOString(),
      since: new Date(NOW_MS).toISOString(),
    });
    expect((await get('/api/sources')).sources[1]).toMatchObject({ state: 'well', waitUntil: null });
    expect((await get('/api/sources')).sources[0].strip.at(-1).state).toBe('waiting');
    expect((await get('/api/status')).sources.notFresh).toEqual([
      { exchange: 'binance', reason, waitUntil: new Date(NOW_MS + HOUR_MS).toISOString() },
    ]);
    expect((await get('/api/health')).summary).toContain(
      `binance (no success in the last 3 collections: ${reason})`,
    );
    const prometheus = await (await fetch(`${api.origin}/api/prometheus`)).text();
    expect(prometheus).toContain('tracker_source_state{exchange="binance",state="waiting"} 1');
  } finally {
    await api.close();
    await Promise.all(speaking.map((one) => one.close()));
  }
});
