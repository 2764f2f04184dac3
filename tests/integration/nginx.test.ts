import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { publicCacheControl } from '@/lib/http/cache-policy';
import { type Nginx, startNginx } from '@/tests/support/nginx';
import { encodingsOf, LINK_TOKEN, pagePaths, tokenAddresses } from '@/tests/support/token-addresses';

let nginx: Nginx;
let server: Server;
let origin: RequestListener;
let asked: IncomingMessage[];
let key = 0;

const VARY =
  'rsc, next-router-state-tree, next-router-prefetch, next-router-segment-prefetch, Accept, Accept-Encoding';
const NOW_MS = Date.UTC(2026, 10, 24, 12);
/** What the app sends just after a collection. */
const PUBLIC = publicCacheControl(
  { id: 1, revision: 0, slotMs: NOW_MS, closedAtMs: NOW_MS, intervalSeconds: 300 },
  NOW_MS,
);

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request);
    origin(request, response);
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  nginx = await startNginx((server.address() as AddressInfo).port);
});
afterAll(async () => {
  await nginx.stop();
  server.close();
  server.closeAllConnections();
});
beforeEach(() => {
  asked = [];
  key += 1;
  origin = answer('hello');
});

function answer(body: string, headers: Record<string, string> = {}, status = 200): RequestListener {
  return (_request, response) =>
    void response.writeHead(status, { 'cache-control': PUBLIC, vary: VARY, ...headers }).end(body);
}

async function get(headers: Record<string, string> = {}, query = ''): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${nginx.port}/api/metrics?key=${key}${query}`, { headers });
  return `${response.headers.get('x-cache-status')} ${response.status} ${await response.text()}`;
}

test('what the app allows a shared cache to keep is kept', async () => {
  expect(await get()).toBe('MISS 200 hello');
  expect(await get()).toBe('HIT 200 hello');
  expect(asked).toHaveLength(1);
});

test('each wish gets its own answer', async () => {
  origin = (request, response) => answer(`for ${request.headers.accept}`)(request, response);
  for (const accept of ['text/csv', 'application/json', 'text/csv', 'application/json']) {
    expect(await get({ accept })).toContain(`for ${accept}`);
  }
  expect(asked).toHaveLength(2);
});

describe('never kept', () => {
  test.each<[string, Record<string, string>, string]>([
    ['an admin token', { authorization: 'Bearer x' }, ''],
    ['a token of a link', {}, '&token=x'],
    ['the cookie of the mailbox', { cookie: 'a=1; tracker-mailbox=x' }, ''],
    ['RSC', { rsc: '1' }, ''],
    ['_rsc', {}, '&_rsc=x'],
    ['a part', { range: 'bytes=0-1' }, ''],
  ])('a request with %s', async (_, headers, query) => {
    await get({}, query.replace(/^&(token|_rsc)=x/, ''));
    await get(headers, query);
    await get(headers, query);
    expect(asked).toHaveLength(3);
    expect(await get()).toBe('HIT 200 hello');
  });

  test.each<[string, Record<string, string>, number]>([
    ['private', { 'cache-control': 'private, no-store' }, 200],
    ['with Set-Cookie', { 'set-cookie': 'a=1' }, 200],
    ['404', { 'cache-control': 'no-store' }, 404],
    ['503', { 'cache-control': 'no-store' }, 503],
  ])('an answer that is %s', async (_, headers, status) => {
    origin = answer('hello', headers, status);
    await get();
    await get();
    expect(asked).toHaveLength(2);
  });
});

test('what was kept is sent in place of an error', async () => {
  origin = answer('kept', { 'cache-control': PUBLIC.replace(/s-maxage=\d+/, 's-maxage=1') });
  await get();
  origin = answer('down', { 'cache-control': 'no-store' }, 503);
  let stale = await get();
  // nginx has no clock that could be moved on: its second has to pass.
  while (stale.startsWith('HIT')) stale = await get();
  expect(stale).toBe('STALE 200 kept');
});

test('a token is never kept, however its name is encoded', async () => {
  // Those that the app itself takes for the name.
  const names = encodingsOf('token').filter((name) => new URLSearchParams(`${name}=x`).has('token'));
  expect(names.length).toBeGreaterThan(2);
  for (const name of names) {
    for (const _ of [1, 2]) expect(await get({}, `&${name}=x`)).toMatch(/^BYPASS /);
  }
});

test('no token reaches the log, also where the app does not answer', async () => {
  const addresses = pagePaths().flatMap((path) => tokenAddresses(path));
  for (const isUp of [true, false]) {
    origin = isUp ? answer('hello') : (request) => request.socket.destroy();
    for (const address of addresses.filter((_, place) => isUp || place % 50 === 0)) {
      const headers = { referer: `http://metrics.example.com/manage?token=${LINK_TOKEN}` };
      await fetch(`http://127.0.0.1:${nginx.port}${address}`, { headers });
    }
  }
  const logs = await nginx.logs();
  expect(logs).toContain('GET /manage ');
  expect(logs.replace(/%../g, (sign) => decodeURIComponent(sign))).not.toContain(LINK_TOKEN.slice(-43));
});

test('the app learns who asks', async () => {
  await get();
  expect(asked[0]?.headers['x-forwarded-for']).toBe('127.0.0.1');
  expect(asked[0]?.headers.host).toBe('127.0.0.1');
});
