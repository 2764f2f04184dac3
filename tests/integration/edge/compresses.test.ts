import { once } from 'node:events';
import { request } from 'node:http';
import { brotliDecompressSync, createGunzip, gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { askInProcess } from '@/server/edge/origin';
import { type EdgeWorld, openEdgeWorld, page } from '@/tests/support/edge/world';

let world: EdgeWorld;
beforeEach(async () => {
  world = await openEdgeWorld();
});
afterEach(() => world.close());

const LONG = 'a market moved; '.repeat(500);
const PRIVATE = { 'cache-control': 'private, no-store' };

const sent: [string, Record<string, string>, Record<string, string>, number][] = [
  ['that nobody may keep', {}, PRIVATE, 200],
  ['to a request that is for one', { rsc: '1' }, PRIVATE, 200],
  ['that is not found', {}, PRIVATE, 404],
  ['of unknown length', { cookie: 'tracker-x=1' }, PRIVATE, 200],
];

test.each(sent)('an answer %s is compressed as its client likes it', async (_, headers, own, status) => {
  world.origin = page(LONG, own, status);
  for (const [accept, decode] of [
    ['br', brotliDecompressSync],
    ['gzip', gunzipSync],
  ] as const) {
    const reply = await world.get('/', { ...headers, 'accept-encoding': accept });
    expect(reply.headers['content-encoding']).toBe(accept);
    expect(reply.headers.vary).toContain('accept-encoding');
    expect(reply.status).toBe(status);
    expect(decode(reply.body).toString()).toBe(LONG);
    expect(reply.body.length).toBeLessThan(LONG.length / 10);
  }
  const plain = await world.get('/', headers);
  expect(plain.headers['content-encoding']).toBeUndefined();
  expect(plain.text).toBe(LONG);
});

test('its ETag is weak then: other bytes of the same answer', async () => {
  world.origin = page(LONG, { ...PRIVATE, etag: '"v1"' });
  expect((await world.get('/', { 'accept-encoding': 'br' })).headers.etag).toBe('W/"v1"');
  expect((await world.get('/')).headers.etag).toBe('"v1"');
});

test.each([
  ['a part', { 'content-range': 'bytes 0-7/8' }, 206],
  ['a picture', { 'content-type': 'image/png' }, 200],
  ['what is compressed', { 'content-encoding': 'zstd' }, 200],
  ['what must stay as it is', { 'cache-control': 'private, no-transform' }, 200],
  ['what is short', { 'content-length': '8000' }, 200],
])('%s is not', async (what, headers, status) => {
  const body = what === 'what is short' ? 'x'.repeat(20) : LONG;
  const length = { 'content-length': String(body.length) };
  world.origin = page(body, { ...PRIVATE, ...headers, ...length }, status);
  const reply = await world.get('/', { 'accept-encoding': 'br' });
  expect(reply.headers['content-encoding']).toBe(headers['content-encoding' as keyof typeof headers]);
  expect(reply.text).toBe(body);
});

test('what streams is sent on compressed before it ends', async () => {
  let end = () => undefined as unknown;
  world.origin = (_, response) => {
    response.writeHead(200, { ...PRIVATE, 'content-type': 'text/plain' });
    response.write(LONG);
    end = () => response.end('the end');
  };
  const asked = request({
    port: world.port,
    host: '127.0.0.1',
    headers: { 'accept-encoding': 'gzip' },
  }).end();
  const [response] = await once(asked, 'response');
  const plain = response.pipe(createGunzip());
  let text = '';
  plain.on('data', (chunk: Buffer) => {
    text += chunk;
  });
  while (!text.includes(LONG)) await once(plain, 'data');
  end();
  await once(plain, 'end');
  expect(text).toBe(`${LONG}the end`);
});

test('an answer may take longer than the silence that is allowed, if it goes on', async () => {
  const silenceMs = 400;
  let parts = 0;
  const ask = askInProcess((_, response) => {
    response.writeHead(200);
    const timer = setInterval(() => {
      if (++parts < 12) return response.write('part');
      clearInterval(timer);
      response.end('end');
    }, silenceMs / 8);
  }, silenceMs);
  let body = '';
  for await (const chunk of await ask({ method: 'GET', url: '/', headers: {} }).answer) body += chunk;
  expect(body).toBe(`${'part'.repeat(11)}end`);
});

test('an answer that falls silent is broken off, and one that never begins', async () => {
  const silent = askInProcess(
    (request, response) => void (request.url === '/begun' && response.write('part')),
    50,
  );
  await expect(silent({ method: 'GET', url: '/', headers: {} }).answer).rejects.toThrow('silent for 50 ms');
  const { answer, done } = silent({ method: 'GET', url: '/begun', headers: {} });
  await expect(once((await answer).resume(), 'end')).rejects.toThrow();
  await done;
});
