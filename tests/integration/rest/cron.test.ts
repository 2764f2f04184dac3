import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '@/tests/support/database';
import { serveApi, type TestServer } from '@/tests/support/server';

const SECRET = 'a-secret-of-16-characters';

let database: TestDatabase;
let server: TestServer;

beforeAll(async () => {
  database = await testDatabase();
  server = await serveApi(database.url, {
    CRON_SECRET: SECRET,
    SOURCES: 'kraken',
    SOURCE_TIMEOUT: '1',
    // Nobody listens there: a source that cannot be reached is an outcome as well.
    SOURCE_URLS: '{"kraken":"http://127.0.0.1:1"}',
  });
});

afterAll(async () => {
  await server.close();
  await database.drop();
});

const call = (path: string, authorization?: string, method = 'GET') =>
  fetch(`${server.origin}${path}`, { method, headers: authorization ? { authorization } : {} });

async function collections(): Promise<number | null> {
  return (await database.pool.query('SELECT FROM collection')).rowCount;
}

const ROUTES = ['/api/cron/collect', '/api/cron/deliver', '/api/cron/maintain', '/api/cron/watch'];
const WRONG = [undefined, SECRET, `Bearer ${SECRET}x`, `Bearer ${SECRET.slice(1)}`, 'Bearer', 'Basic eDp5'];

test.each(ROUTES.flatMap((path) => WRONG.map((header) => ({ path, header }))))(
  '401: $path with $header',
  async ({ path, header }) => {
    const response = await call(path, header);
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe('Bearer');
    expect(response.headers.get('content-type')).toMatch('application/problem+json');
    const { detail } = await response.json();
    expect(detail).toContain('Authorization: Bearer <CRON_SECRET>');
    expect(detail).not.toContain(SECRET);
    expect(await collections()).toBe(0);
  },
);

test.each(ROUTES)('405: a look at %s starts nothing', async (path) => {
  const response = await call(path, `Bearer ${SECRET}`, 'HEAD');
  expect(response.status).toBe(405);
  expect(response.headers.get('allow')).toBe('GET, OPTIONS');
  expect(await collections()).toBe(0);
});

test('with the secret a collection runs, and its outcome is the answer', async () => {
  const response = await call('/api/cron/collect', `Bearer ${SECRET}`);
  expect(response.status).toBe(200);
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(await response.json()).toMatchObject({ state: 'collected', observations: 0 });
  expect(await collections()).toBe(1);
});

test('with the secret the tables are kept small, and its outcome is the answer', async () => {
  const response = await call('/api/cron/maintain', `bearer ${SECRET}`);
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({ observations: 0, more: false });
});

test('with the secret mails are delivered, and its outcome is the answer', async () => {
  const response = await call('/api/cron/deliver', `Bearer ${SECRET}`);
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({ requests: 0, sent: 0, retries: 0, dead: 0, ended: 'empty' });
});
