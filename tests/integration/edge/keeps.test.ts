import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type EdgeWorld, openEdgeWorld, PUBLIC, page } from '@/tests/support/edge/world';

let world: EdgeWorld;
beforeEach(async () => {
  world = await openEdgeWorld();
});
afterEach(() => world.close());

const LONG = 'a market moved; '.repeat(500);

test.each([
  ['is known', true],
  ['is looked up', false],
])('an answer is made once, and says how it came, where the collection %s', async (_, knowsVersion) => {
  world.knowsVersion = knowsVersion;
  const first = await world.get('/');
  const second = await world.get('/');
  expect([first.text, second.text]).toEqual(['hello', 'hello']);
  expect(world.asked).toEqual(['GET /']);
  expect(first.headers['cache-status']).toBe('edge; fwd=miss');
  expect(second.headers).toMatchObject({
    'cache-status': 'edge; hit',
    'cache-control': PUBLIC,
    'content-length': '5',
    age: '0',
  });
});

test.each([
  ['is known', true],
  ['is looked up', false],
])('nothing is fresh after a collection has closed, where that %s', async (_, knowsVersion) => {
  world.knowsVersion = knowsVersion;
  await world.get('/');
  world.version = '2';
  world.origin = page('news');
  expect((await world.get('/')).text).toBe('news');
  expect((await world.get('/')).text).toBe('news');
  expect(world.asked).toHaveLength(2);
});

test('a collection that closes while an answer is made makes that answer stale', async () => {
  world.origin = (request, response) => {
    world.version = '2';
    page('made of the first collection')(request, response);
  };
  await world.get('/');
  world.origin = page('made of the second');
  expect((await world.get('/')).text).toBe('made of the second');
});

test('where no collection closes, an answer is fresh as long as it says', async () => {
  world.origin = page('short', { age: '200' });
  await world.get('/soon');
  world.origin = page('old', { age: '300' });
  await world.get('/over');
  await world.get('/soon');
  await world.get('/over');
  expect(world.asked).toEqual(['GET /soon', 'GET /over', 'GET /over']);
  world.later = 50_000;
  expect(Number((await world.get('/soon')).headers.age)).toBeGreaterThanOrEqual(250);
  expect(world.asked).toHaveLength(3);
  world.later = 100_000;
  await world.get('/soon');
  expect(world.asked).toHaveLength(4);
});

test.each(['must-revalidate', 'stale-while-revalidate=60'])(
  'an answer with %s is fresh as its rules have it',
  async (rule) => {
    world.origin = page('hello', { 'cache-control': `${PUBLIC}, ${rule}` });
    await world.get('/');
    await world.get('/');
    expect(world.asked).toHaveLength(rule === 'must-revalidate' ? 2 : 1);
    world.later = 310_000;
    await world.get('/');
    expect(world.asked).toHaveLength(rule === 'must-revalidate' ? 3 : 2);
  },
);

describe('encodings', () => {
  const wanted: [string | null, string | undefined, (body: Buffer) => Buffer][] = [
    ['br', 'br', brotliDecompressSync],
    ['gzip, deflate, br', 'br', brotliDecompressSync],
    ['gzip, deflate', 'gzip', gunzipSync],
    ['br;q=0, gzip;q=0.5', 'gzip', gunzipSync],
    ['identity', undefined, (body) => body],
    ['deflate', undefined, (body) => body],
    [null, undefined, (body) => body],
  ];

  test('each client gets its own of one answer, and none of them another', async () => {
    world.origin = page(LONG);
    for (const [accept, encoding, decode] of [...wanted, ...wanted.reverse()]) {
      const reply = await world.get('/', accept === null ? {} : { 'accept-encoding': accept });
      expect(reply.headers['content-encoding'], String(accept)).toBe(encoding);
      expect(decode(reply.body).toString()).toBe(LONG);
      expect(reply.headers['content-length']).toBe(String(reply.body.length));
      expect(reply.headers.vary).toMatch(/accept-encoding/);
    }
    expect(world.asked).toHaveLength(1);
  });

  test('the origin is never asked for an encoding', async () => {
    await world.get('/', { 'accept-encoding': 'br' });
    expect(world.requests[0]?.headers['accept-encoding']).toBeUndefined();
  });

  test('what would not get smaller is sent as it is', async () => {
    const picture = Buffer.alloc(5000, 7);
    world.origin = page(picture, { 'content-type': 'image/png' });
    const reply = await world.get('/', { 'accept-encoding': 'br' });
    expect(reply.headers['content-encoding']).toBeUndefined();
    expect(reply.body).toEqual(picture);
  });
});

describe('conditional requests', () => {
  test('the ETag of the origin brings a 304, in whatever encoding it was given', async () => {
    world.origin = page(LONG, { etag: '"v1"' });
    const plain = await world.get('/');
    const packed = await world.get('/', { 'accept-encoding': 'br' });
    expect([plain.headers.etag, packed.headers.etag]).toEqual(['"v1"', 'W/"v1"']);
    for (const tag of ['"v1"', 'W/"v1"', '"other", W/"v1"', '*']) {
      const reply = await world.get('/', { 'if-none-match': tag, 'accept-encoding': 'gzip' });
      expect([reply.status, reply.text, reply.headers.etag]).toEqual([304, '', 'W/"v1"']);
      expect(reply.headers['cache-control']).toBe(PUBLIC);
      expect(reply.headers['content-type']).toBeUndefined();
    }
    expect((await world.get('/', { 'if-none-match': '"v2"' })).status).toBe(200);
    expect(world.asked).toHaveLength(1);
  });

  test('an answer without one gets its own, which changes with the body alone', async () => {
    const first = await world.get('/');
    world.version = '2';
    const same = await world.get('/', { 'if-none-match': first.headers.etag ?? '' });
    expect(same.status).toBe(304);
    world.version = '3';
    world.origin = page('other');
    const other = await world.get('/', { 'if-none-match': first.headers.etag ?? '' });
    expect([other.status, other.text]).toEqual([200, 'other']);
  });

  test('the first to ask gets a 304 as well', async () => {
    world.origin = page('hello', { etag: '"v1"' });
    expect((await world.get('/', { 'if-none-match': '"v1"' })).status).toBe(304);
    // And whoever asks next gets the body.
    expect((await world.get('/')).text).toBe('hello');
    expect(world.requests[0]?.headers['if-none-match']).toBeUndefined();
  });
});

test('HEAD is answered from GET: the same head, no body', async () => {
  world.origin = page(LONG);
  const head = await world.get('/', { 'accept-encoding': 'br' }, 'HEAD');
  const get = await world.get('/', { 'accept-encoding': 'br' });
  expect(head.body.length).toBe(0);
  expect(head.status).toBe(200);
  for (const name of ['content-length', 'content-encoding', 'etag', 'content-type', 'vary'])
    expect(head.headers[name]).toBe(get.headers[name]);
  expect(world.asked).toEqual(['GET /']);
});

test('Vary: Accept keeps one answer for each', async () => {
  world.origin = (request, response) =>
    page(`for ${request.headers.accept}`, { vary: 'Accept' })(request, response);
  for (const accept of ['text/csv', 'application/json', 'text/csv', 'application/json']) {
    expect((await world.get('/', { accept })).text).toBe(`for ${accept}`);
  }
  expect(world.asked).toHaveLength(2);
});

test('an answer that begins to vary does not hide behind the one that did not', async () => {
  await world.get('/', { accept: 'text/csv' });
  world.version = '2';
  world.origin = (request, response) =>
    page(`for ${request.headers.accept}`, { vary: 'Accept' })(request, response);
  await world.get('/', { accept: 'text/csv' });
  expect((await world.get('/', { accept: 'text/html' })).text).toBe('for text/html');
  expect((await world.get('/', { accept: 'text/csv' })).text).toBe('for text/csv');
  expect(world.asked).toHaveLength(3);
});
