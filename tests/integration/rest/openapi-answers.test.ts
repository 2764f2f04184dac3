import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { pool } from '@/lib/platform/database';
import { seriesReader } from '@/lib/series';
import { type TestDatabase, testDatabase } from '@/tests/support/database';
import { startRecordedExchange } from '@/tests/support/exchange/recorded-exchange';
import type { LoopbackExchange } from '@/tests/support/exchange/server';
import type { Call } from '@/tests/support/openapi/call';
import {
  ask,
  CALLS,
  COLLECT,
  DELIVER,
  FAULT,
  HEADS,
  MAINTAIN,
  NO_DATABASE,
  OTHER_METHOD,
  SECRET,
  titled,
  WATCH,
  WEBHOOK,
  WEBHOOK_SECRET,
} from '@/tests/support/openapi/calls';
import { type Conformance, conformance } from '@/tests/support/openapi/conformance';
import { readDocument } from '@/tests/support/openapi/document';
import { serveApi, type TestServer } from '@/tests/support/server';
import { CLOSED_MS, INTERVAL_MS, seed } from './seed';

let database: TestDatabase;
let exchange: LoopbackExchange;
let server: TestServer;
let document: Conformance;

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: CLOSED_MS });
  database = await testDatabase();
  await seed(database.pool);
  exchange = await startRecordedExchange('coinbaseexchange');
  server = await serveApi(database.url, {
    CRON_SECRET: SECRET,
    RESEND_WEBHOOK_SECRET: WEBHOOK_SECRET,
    ADMIN_TOKEN: SECRET,
    APP_SECRET: SECRET,
    SOURCES: 'coinbaseexchange,kraken',
    // Nobody listens where Kraken is to be: a source that cannot be reached is an outcome as well.
    SOURCE_URLS: JSON.stringify({ coinbaseexchange: exchange.origin, kraken: 'http://127.0.0.1:1' }),
  });
  document = conformance(await readDocument(server.origin));
});

afterAll(async () => {
  await server.close();
  await exchange.close();
  vi.useRealTimers();
});

async function conforms(asked: Call): Promise<unknown> {
  const answer = await ask(server.origin, asked);
  const type = answer.headers.get('content-type')?.split(';')[0] ?? 'none';
  expect({ status: answer.status, type }).toEqual({ status: asked.status, type: asked.type });
  expect(await document.faultsOf(asked.path, answer.clone(), asked.method)).toEqual([]);
  return asked.type === 'application/json' && asked.method !== 'HEAD' ? answer.json() : null;
}

describe('answers are what it says', () => {
  test.each(titled([...CALLS, ...OTHER_METHOD, ...HEADS]))('%s', async (_, asked) => {
    await conforms(asked);
  });

  test('what is not as described is found', async () => {
    const headers = { 'content-type': 'application/json', etag: '"a"', 'cache-control': 'public' };
    const faultsOf = (body: string, init: ResponseInit) =>
      document.faultsOf('/list-metrics', new Response(body, init));
    const answer = { metrics: [], dimensions: [] };
    expect(await faultsOf(JSON.stringify(answer), { headers })).toEqual([]);
    expect(await faultsOf(JSON.stringify({ ...answer, more: 1 }), { headers })).toHaveLength(1);
    expect(await faultsOf('{"metrics":[]}', { headers })).toHaveLength(1);
    expect(await faultsOf('a', { headers: { ...headers, 'content-type': 'text/csv' } })).toHaveLength(1);
    expect(await faultsOf('{}', { headers, status: 201 })).toHaveLength(1);
    expect(
      await faultsOf(JSON.stringify(answer), { headers: { 'content-type': 'application/json' } }),
    ).toEqual(['there is no header ETag', 'there is no header Cache-Control']);
  });
});

describe('the schedule', () => {
  beforeAll(() => vi.setSystemTime(CLOSED_MS + INTERVAL_MS));

  test('a collection tells of each source, and then that there is nothing to do', async () => {
    const outcome = {
      state: 'collected',
      sources: [
        { exchange: 'coinbaseexchange', state: 'accepted' },
        { exchange: 'kraken', state: 'failed' },
      ],
    };
    expect(await conforms(COLLECT)).toMatchObject(outcome);
    expect(await conforms(COLLECT)).toMatchObject({ state: 'done' });
  });

  test('a delivery tells what it sent', async () => {
    expect(await conforms(DELIVER)).toMatchObject({ dead: 0, ended: 'empty' });
  });

  test('maintenance tells what it did', async () => {
    expect(await conforms(MAINTAIN)).toMatchObject({ more: false });
  });

  test('a look tells what it found', async () => {
    expect(await conforms(WATCH)).toMatchObject({ database: 'reachable' });
  });
});

test('the mail provider is told what was done', async () => {
  expect(await conforms(WEBHOOK)).toEqual({ state: 'silenced' });
  expect(await conforms(WEBHOOK)).toEqual({ state: 'known' });
});

describe('faults of ours', () => {
  beforeEach(() => {
    vi.spyOn(seriesReader(), 'snapshot').mockRejectedValue(new Error('a fault'));
    vi.spyOn(pool(), 'connect').mockImplementation(() => {
      throw new Error('a fault');
    });
    vi.spyOn(pool(), 'query').mockImplementation(() => {
      throw new Error('a fault');
    });
  });
  afterEach(() => vi.restoreAllMocks());

  test.each(titled(FAULT))('%s', async (_, asked) => {
    await conforms(asked);
  });
});

describe('without a database', () => {
  beforeAll(async () => {
    await database.drop();
    // What was read before is known to be the last for five seconds only.
    vi.setSystemTime(CLOSED_MS + 2 * INTERVAL_MS);
  });
  afterAll(() => pool().end());

  test.each(titled(NO_DATABASE))('%s', async (_, asked) => {
    await conforms(asked);
  });
});
