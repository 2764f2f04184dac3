import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type TestDatabase, testDatabase } from '@/tests/support/database';
import { serveApi, type TestServer } from '@/tests/support/server';
import { CLOSED_MS, seed } from './seed';

let database: TestDatabase;
let server: TestServer;

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: CLOSED_MS });
  database = await testDatabase();
  await seed(database.pool);
  server = await serveApi(database.url);
});

afterAll(async () => {
  await server.close();
  await database.drop();
  vi.useRealTimers();
});

async function refused(path: string, status: number, init: RequestInit = {}) {
  const response = await fetch(`${server.origin}${path}`, init);
  expect(response.status).toBe(status);
  expect(response.headers.get('content-type')).toMatch('application/problem+json');
  expect(response.headers.get('cache-control')).toBe('no-store');
  const problem = await response.json();
  expect(problem).toMatchObject({ type: 'about:blank', status, instance: path.split('?')[0] });
  expect(problem.title).not.toBe('');
  return { response, detail: String(problem.detail) };
}

const METRICS = '/api/metrics?metric=price&dimension=kraken:BTC-USD';
const RANKINGS = '/api/rankings?metric=price';
const LONG = 'x'.repeat(201);

test.each([
  ['/api/metrics', 'Parameter "metric" is missing: send the name of a metric, such as metric=price'],
  [
    '/api/metrics?metric=price',
    'Parameter "dimension" is missing: send the name of a market, such as dimension=',
  ],
  ['/api/metrics?metric=&dimension=kraken:BTC-USD', 'Parameter "metric" is "": send the name of a metric'],
  [`${METRICS}&range=99d`, 'Parameter "range" is "99d": send range=24h, 7d, 30d or 90d, or from= and to='],
  [`${METRICS}&range=24h&from=2026-11-24`, 'send either range, or from and to, but not both'],
  [`${METRICS}&from=yesterday`, 'Parameter "from" is "yesterday": send a time in ISO 8601, such as from='],
  [`${METRICS}&from=2026-02-30`, 'Parameter "from" is "2026-02-30": send a time in ISO 8601'],
  [`${METRICS}&to=1790000000`, 'Parameter "to" is "1790000000": send a time in ISO 8601'],
  [`${METRICS}&from=2026-11-24T12:00:00Z&to=2026-11-24T12:00:00Z`, 'send a from that is earlier than to'],
  [`${METRICS}&format=xml`, 'Parameter "format" is "xml": send format=json, csv, svg or png'],
  [
    `${METRICS}&colour=red`,
    'Unknown parameter "colour". This route takes metric, dimension, range, from, to, format, theme, width, height.',
  ],
  [`${METRICS}&Metric=price`, 'Unknown parameter "Metric"'],
  [`${METRICS}&metric=volume`, 'Parameter "metric" is repeated: send it once.'],
  [`/api/metrics?metric=${LONG}&dimension=a`, 'Parameter "metric" is 201 characters long: send at most 200.'],
  ['/api/metrics?metric=price%00&dimension=a', 'Parameter "metric" holds a control character'],
  ['/api/metrics?metric=price%0a&dimension=a', 'Parameter "metric" holds a control character'],
  ['/api/metrics?metric=%zz&dimension=a', '"%zz" is not valid percent-encoding'],
  ['/api/metrics?metric=%ff&dimension=a', '"%ff" is not valid percent-encoding'],
  ['/api/metrics?metric=%ef%bf%bd&dimension=a', '"metric" is not valid percent-encoding'],
  [
    '/api/metrics?metric=%25zz&dimension=a',
    'Parameter "metric" is "%zz", which is not valid percent-encoding',
  ],
  ['/api/metrics?__proto__=1', 'Unknown parameter "__proto__"'],
  ['/api/rankings', 'Parameter "metric" is missing'],
  [`${RANKINGS}&by=mean`, 'Parameter "by" is "mean": send by=stddev (standard deviation) or by=cv'],
  [`${RANKINGS}&sort=price;drop table metric`, 'send one of rank, dimension, exchange, base'],
  [`${RANKINGS}&order=up`, 'Parameter "order" is "up": send order=asc or order=desc'],
  [`${RANKINGS}&limit=0`, 'Parameter "limit" is "0": send a whole number from 1 to 1000, such as limit=100'],
  [`${RANKINGS}&limit=1001`, 'Parameter "limit" is "1001"'],
  [`${RANKINGS}&limit=1e3`, 'Parameter "limit" is "1e3"'],
  [`${RANKINGS}&offset=-1`, 'Parameter "offset" is "-1": send how many rows to skip, such as offset=100'],
  [
    `${RANKINGS}&exchange=`,
    'Parameter "exchange" is "": send the id of an exchange, such as exchange=kraken',
  ],
  [`${RANKINGS}&page=2`, 'Unknown parameter "page". This route takes metric, by, exchange,'],
  ['/api/rankings?metric=change&by=cv', 'so deviation / mean says nothing: send by=stddev'],
  ['/api/sparks?metric=price', 'Parameter "dimensions" is missing: send names of markets with commas'],
  ['/api/sparks?metric=price&dimensions=,', 'Parameter "dimensions" is ",": send names of markets'],
  [`/api/sparks?metric=price&dimensions=${Array.from({ length: 101 }, (_, i) => i)}`, '100 at most, such as'],
  [`/api/sparks?metric=price&dimensions=${'x'.repeat(4001)}`, 'is 4001 characters long: send at most 4000'],
  ['/api/list-metrics?page=1', 'Unknown parameter "page". This route takes none.'],
  ['/api/health?verbose=1', 'Unknown parameter "verbose". This route takes none.'],
])('400: %s', async (path, say) => {
  expect((await refused(path, 400)).detail).toContain(say);
});

test('one answer names everything that is wrong', async () => {
  const { detail } = await refused('/api/rankings?metric=price&limit=x&order=y', 400);
  expect(detail).toContain('"order"');
  expect(detail).toContain('"limit"');
});

test.each([
  ['/api/metrics?metric=prise&dimension=kraken:BTC-USD', 'There is no metric "prise". Did you mean price?'],
  [
    '/api/metrics?metric=price&dimension=kraken:BTC-USDD',
    'no dimension "kraken:BTC-USDD". Did you mean kraken:BTC-USD',
  ],
  [
    '/api/metrics?metric=price&dimension=12345678901234567890',
    'There is no dimension "12345678901234567890". GET',
  ],
  [
    '/api/metrics?metric=price&dimension=%27%3B--',
    'There is no dimension "\';--". GET /api/list-metrics lists',
  ],
  ['/api/sparks?metric=price&dimensions=kraken:BTC-USD,x:Y-Z', 'There is no dimension "x:Y-Z"'],
  ['/api/rankings?metric=volumes', 'There is no metric "volumes". Did you mean volume?'],
  ['/api/metrics?metric=toString&dimension=kraken:BTC-USD', 'There is no metric "toString"'],
])('404: %s', async (path, say) => {
  expect((await refused(path, 404)).detail).toContain(say);
});

test.each([
  'metric=PRICE&dimension=kraken:BTC-USD',
  'metric=price&dimension=Kraken:btc-usd',
  'metric=price&dimension=kraken%3ABTC%2FUSD',
])('a name in another spelling is understood: %s', async (query) => {
  const response = await fetch(`${server.origin}/api/metrics?${query}`);
  expect(await response.json()).toMatchObject({ metric: 'price', dimension: 'kraken:BTC-USD' });
});

describe.each(['/api/list-metrics', '/api/metrics', '/api/rankings', '/api/health'])('%s', (path) => {
  test.each(['POST', 'PUT', 'PATCH', 'DELETE'])('405 to %s, with what is allowed', async (method) => {
    const { response, detail } = await refused(path, 405, { method });
    expect(response.headers.get('allow')).toBe('GET, HEAD, OPTIONS');
    expect(detail).toBe(`${method} means nothing here: send GET, HEAD, OPTIONS.`);
  });

  test('OPTIONS tells what is allowed', async () => {
    const response = await fetch(`${server.origin}${path}`, { method: 'OPTIONS' });
    expect(response.status).toBe(204);
    expect(response.headers.get('allow')).toBe('GET, HEAD, OPTIONS');
  });
});

test.each(['/api', '/api/', '/api/metric', '/api/metrics/price'])(
  '404 at %s, with the routes there are',
  async (path) => {
    for (const method of ['GET', 'POST', 'DELETE']) {
      const { detail } = await refused(path, 404, { method });
      expect(detail).toContain(`There is nothing to ${method} at ${path}.`);
      expect(detail).toContain('GET /api/metrics');
    }
  },
);

test('HEAD of a bad request has its status and no body', async () => {
  const response = await fetch(`${server.origin}/api/metrics`, { method: 'HEAD' });
  expect(response.status).toBe(400);
  expect(await response.text()).toBe('');
});
