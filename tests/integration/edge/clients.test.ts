import { once } from 'node:events';
import { type IncomingMessage, request as openRequest, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type EdgeWorld, openEdgeWorld, PUBLIC, page } from '@/tests/support/edge/world';

let world: EdgeWorld;
/** Those that wait for an origin which answers when told to. */
let waiting: ServerResponse[];
beforeEach(async () => {
  world = await openEdgeWorld();
  waiting = [];
  world.origin = (_request, response) => void waiting.push(response);
});
afterEach(() => world.close());

const looked = (count: number) => vi.waitFor(() => expect(world.looked).toBe(count), { timeout: 20_000 });
const reached = (count: number) => vi.waitFor(() => expect(waiting).toHaveLength(count));

/** Answers the nth request that has reached the origin. */
function answer(n: number, body: string, headers: Record<string, string> = {}): void {
  const response = waiting[n];
  if (response === undefined) throw new Error(`the origin was not asked ${n + 1} times`);
  response.writeHead(200, { 'content-type': 'text/html', 'cache-control': PUBLIC, ...headers }).end(body);
}

/** A request whose answer is read by hand. */
function begin(path: string) {
  const request = openRequest({ host: '127.0.0.1', port: world.port, path, agent: false });
  const response = new Promise<IncomingMessage>((resolve, reject) => {
    request.on('response', resolve).on('error', reject);
  });
  request.end();
  return { request, response };
}

describe('single flight', () => {
  test('a thousand clients at a cold key make one render', async () => {
    const replies = Array.from({ length: 1000 }, () => world.get('/'));
    await looked(1000);
    answer(0, 'made once');
    expect(new Set((await Promise.all(replies)).map((reply) => reply.text))).toEqual(new Set(['made once']));
    expect(waiting).toHaveLength(1);
  });

  test('a collection that closes meanwhile begins another', async () => {
    const before = world.get('/');
    await reached(1);
    world.version = '2';
    const after = world.get('/');
    await reached(2);
    answer(1, 'new');
    answer(0, 'old');
    expect([(await before).text, (await after).text]).toEqual(['old', 'new']);
  });

  test('an answer for one alone goes to one, and the others get their own', async () => {
    const replies = Array.from({ length: 3 }, () => world.get('/'));
    await looked(3);
    answer(0, 'yours', { 'set-cookie': 'a=1' });
    await reached(3);
    answer(1, 'mine', { 'set-cookie': 'a=2' });
    answer(2, 'theirs', { 'set-cookie': 'a=3' });
    const texts = (await Promise.all(replies)).map((reply) => `${reply.headers['set-cookie']} ${reply.text}`);
    expect(texts.sort()).toEqual(['a=1 yours', 'a=2 mine', 'a=3 theirs']);
  });
});

describe('a client that goes away', () => {
  test('takes nothing from those who wait for the same', async () => {
    const first = begin('/');
    await reached(1);
    const second = world.get('/');
    await looked(2);
    first.request.destroy();
    await expect(first.response).rejects.toThrow();
    answer(0, 'still made');
    expect((await second).text).toBe('still made');
    expect((await world.get('/')).headers['cache-status']).toBe('edge; hit');
  });

  test('ends what was made for it alone', async () => {
    const { request, response } = begin('/');
    await reached(1);
    waiting[0]?.writeHead(200, { 'cache-control': 'private' }).write('beginning');
    const closed = once(waiting[0] ?? process, 'close');
    (await response).destroy();
    request.destroy();
    await closed;
    expect(waiting[0]?.writableFinished).toBe(false);
  });
});

test('a page that streams comes as it is made', async () => {
  const { response } = begin('/');
  await reached(1);
  waiting[0]?.writeHead(200, { 'cache-control': 'private, no-store' }).write('beginning');
  const parts = (await response)[Symbol.asyncIterator]();
  expect(String((await parts.next()).value)).toBe('beginning');
  waiting[0]?.end('end');
  expect(String((await parts.next()).value)).toBe('end');
  expect(await parts.next()).toMatchObject({ done: true });
});

test('a slow reader gets the whole of its answer, and holds up nobody', async () => {
  const large = 'x'.repeat(7_000_000);
  const slow = begin('/large');
  await reached(1);
  answer(0, large);
  const response = await slow.response;
  const parts = response[Symbol.asyncIterator]();
  let read = (await parts.next()).value.length;
  // It reads on only after the answer has been given up, made anew, and served to another.
  world.version = '2';
  const other = world.get('/large');
  await reached(2);
  answer(1, 'short');
  expect((await other).text).toBe('short');
  for (let part = await parts.next(); part.done !== true; part = await parts.next())
    read += part.value.length;
  expect(read).toBe(large.length);
});

test('an answer beyond the bound passes whole, and is not kept', async () => {
  const huge = 'y'.repeat(9_000_000);
  const reply = world.get('/huge');
  await reached(1);
  answer(0, huge);
  expect((await reply).text.length).toBe(huge.length);
  expect(world.store.entries).toBe(0);
});

describe('an answer that breaks off', () => {
  test('is never kept, and is said to be none', async () => {
    const reply = world.get('/');
    await reached(1);
    waiting[0]?.writeHead(200, { 'cache-control': PUBLIC, 'content-length': '100' }).write('half');
    waiting[0]?.destroy();
    expect(await reply).toMatchObject({
      status: 503,
      headers: { 'retry-after': '5', 'cache-control': 'no-store' },
    });
    expect(JSON.parse((await reply).text)).toMatchObject({ code: 'unavailable', instance: '/' });
    expect(world.store.entries).toBe(0);
  });

  test('is broken off for the client, too, where it was begun', async () => {
    const { response } = begin('/');
    await reached(1);
    waiting[0]?.writeHead(200, { 'cache-control': 'no-store' }).write('half');
    const reply = await response;
    waiting[0]?.destroy();
    await expect(text(reply)).rejects.toThrow();
  });
});

describe('while the origin fails', () => {
  const kept = async () => {
    world.origin = page('kept');
    await world.get('/');
    world.version = '2';
    world.asked.length = 0;
  };

  test.each([
    ['answers 503', page('down', { 'cache-control': 'no-store' }, 503)],
    ['answers 500', page('broken', {}, 500)],
    ['breaks off', (_: IncomingMessage, response: ServerResponse) => void response.destroy()],
  ])('and %s, what was kept is sent, and says its age', async (_, failing) => {
    await kept();
    world.origin = failing;
    const stale = await world.get('/');
    expect(stale).toMatchObject({ status: 200, text: 'kept' });
    expect(stale.headers['cache-status']).toBe('edge; hit; detail=origin-failed');
    expect(stale.headers.age).toBeDefined();
  });

  test('it is left alone for five seconds, then asked again', async () => {
    await kept();
    world.origin = page('down', {}, 503);
    await world.get('/');
    await world.get('/');
    expect(world.asked).toHaveLength(1);
    world.later += 5_000;
    await world.get('/');
    expect(world.asked).toHaveLength(2);
    world.origin = page('back');
    world.later += 5_000;
    expect((await world.get('/')).text).toBe('back');
  });

  test('and the number of the collection cannot be told, nothing counts as fresh', async () => {
    world.origin = page('kept');
    await world.get('/');
    world.version = new Error('no database');
    world.origin = page('made without a number');
    expect((await world.get('/')).text).toBe('made without a number');
  });

  test('what may not be sent stale is not', async () => {
    world.origin = page('kept', { 'cache-control': 'public, s-maxage=300', age: '299' });
    await world.get('/');
    world.version = '2';
    world.origin = page('down', {}, 503);
    vi.useFakeTimers({ now: Date.now() + 2_000, toFake: ['Date'] });
    const reply = await world.get('/');
    vi.useRealTimers();
    expect([reply.status, reply.text]).toEqual([503, 'down']);
  });

  test('with nothing kept, its own answer is passed on', async () => {
    world.origin = page('down', { 'retry-after': '5' }, 503);
    expect(await world.get('/')).toMatchObject({
      status: 503,
      text: 'down',
      headers: { 'retry-after': '5' },
    });
  });
});
