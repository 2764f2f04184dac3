import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type EdgeWorld, openEdgeWorld, PUBLIC, page } from '@/tests/support/edge/world';

let world: EdgeWorld;
beforeEach(async () => {
  world = await openEdgeWorld();
});
afterEach(() => world.close());

test.each([
  ['Set-Cookie', { 'set-cookie': 'a=1' }, 200],
  ['private', { 'cache-control': 'private, max-age=300' }, 200],
  ['no-store', { 'cache-control': 'no-store' }, 200],
  ['no-cache', { 'cache-control': 'no-cache, s-maxage=300' }, 200],
  ['nothing that says how long', { 'cache-control': '' }, 200],
  ['no time left', { 'cache-control': 'public, s-maxage=0, max-age=300' }, 200],
  ['Vary: *', { vary: '*' }, 200],
  ['Vary: Cookie', { vary: 'Cookie' }, 200],
  ['a part', { 'content-range': 'bytes 0-4/5' }, 206],
  ['a redirect', { location: '/other' }, 307],
  ['404', {}, 404],
  ['410', {}, 410],
  ['500', {}, 500],
  ['503', { 'retry-after': '5' }, 503],
])('an answer with %s', async (_, headers, status) => {
  world.origin = page('hello', headers, status);
  const first = await world.get('/');
  const second = await world.get('/');
  expect([first.status, second.status, first.text, second.text]).toEqual([status, status, 'hello', 'hello']);
  const { vary, ...others } = first.headers;
  expect(others).toMatchObject(
    'set-cookie' in headers ? { 'set-cookie': ['a=1'] } : without(headers, 'vary'),
  );
  // Its encoding varies as well.
  if ('vary' in headers) expect(vary?.toLowerCase()).toContain(headers.vary.toLowerCase());
  expect(world.asked).toHaveLength(2);
  expect(world.store.entries).toBe(0);
});

test.each([
  ['a token', '/?token=secret', {}],
  ['a token behind', '/manage?a=1&token=secret', {}],
  ['a token whose name is encoded', '/?%74ok%65n=secret', {}],
  ['_rsc whose name is encoded', '/?%5Frsc=abc', {}],
  ['an admin token', '/', { authorization: 'Bearer secret' }],
  ['our cookie', '/', { cookie: 'theme=dark; tracker_session=1' }],
  ["Next's draft mode", '/', { cookie: '__prerender_bypass=1' }],
  ['a part', '/', { range: 'bytes=0-1' }],
  ['RSC', '/', { rsc: '1' }],
  ['a prefetch', '/', { 'next-router-prefetch': '1' }],
  ['_rsc', '/?_rsc=abc', {}],
  ['_rsc behind', '/?a=1&_rsc', {}],
  ['a server action', '/', { 'next-action': 'abc' }],
])(
  'a request with %s goes straight through, and is not answered from the store',
  async (_, path, headers) => {
    world.origin = page('for all');
    await world.get('/');
    world.origin = page('for one');
    expect((await world.get(path, headers)).text).toBe('for one');
    expect(Object.keys(world.requests[1]?.headers ?? {})).toEqual(
      expect.arrayContaining(Object.keys(headers)),
    );
    world.origin = page('for another');
    expect((await world.get(path, headers)).text).toBe('for another');
    expect((await world.get('/')).text).toBe('for all');
  },
);

function without(headers: Record<string, string>, name: string): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([each]) => each !== name));
}

test.each(['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])('%s goes straight through', async (method) => {
  await world.get('/');
  world.origin = page('done');
  expect((await world.get('/', {}, method)).text).toBe('done');
  expect(world.asked).toEqual(['GET /', `${method} /`]);
  expect((await world.get('/')).text).toBe('hello');
});

test('a stranger’s cookie is no reason to ask anew', async () => {
  await world.get('/', { cookie: '_ga=GA1.2.3' });
  await world.get('/');
  expect(world.asked).toHaveLength(1);
  expect(world.requests[0]?.headers.cookie).toBeUndefined();
});

describe('nobody changes what others get', () => {
  test.each([
    ['Host', { host: 'evil.example' }],
    ['X-Forwarded-Host', { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'gopher' }],
    ['X-Original-URL', { 'x-original-url': '/admin', 'x-rewrite-url': '/admin' }],
    [
      "Next's own",
      { 'x-middleware-rewrite': '/admin', 'x-middleware-subrequest': 'proxy', 'x-matched-path': '/' },
    ],
    ['User-Agent', { 'user-agent': '<script>' }],
    ['an override of the method', { 'x-http-method-override': 'POST' }],
    ['no-cache', { 'cache-control': 'no-cache', pragma: 'no-cache' }],
  ])('by %s', async (_, headers) => {
    world.origin = (request, response) => page(JSON.stringify(request.headers))(request, response);
    const poisoned = await world.get('/', headers);
    world.version = '2';
    const clean = await world.get('/');
    expect(poisoned.text).toBe(clean.text);
    await world.get('/', headers);
    expect(world.asked).toHaveLength(2);
  });

  test('by an unknown query name', async () => {
    world.origin = (request, response) => page(`at ${request.url}`)(request, response);
    await world.get('/');
    expect((await world.get('/?utm_source=evil')).text).toBe('at /?utm_source=evil');
    expect((await world.get('/')).text).toBe('at /');
  });

  test('by an address in absolute form, or one of another host', async () => {
    for (const target of ['http://evil.example/', '//evil.example/']) {
      const socket = connect(world.port, '127.0.0.1');
      socket.end(`GET ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
      expect(await text(socket)).toContain('hello');
    }
    expect(world.store.entries).toBe(0);
  });

  test('by a body that a GET does not have', async () => {
    const socket = connect(world.port, '127.0.0.1');
    socket.write('GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello');
    expect(await text(socket)).toContain('200 OK');
    await once(socket, 'close');
    expect(world.store.entries).toBe(0);
  });
});

test('the public answer keeps its own headers', async () => {
  expect((await world.get('/')).headers['cache-control']).toBe(PUBLIC);
});
