import { type EventEmitter, once } from 'node:events';
import { request as openRequest, type ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { afterEach, expect, test, vi } from 'vitest';
import type { Routes } from '@/server/edge/routes';
import { type EdgeWorld, openEdgeWorld, PUBLIC, page } from '@/tests/support/edge/world';

const NARROW = { running: 1, waiting: 2, maxWaitMs: 60_000, maxRenewalWaitMs: 300 };
const limits = { quick: NARROW, read: NARROW, list: NARROW, page: NARROW };
const routes: Routes = (url, accept) => ({
  url,
  accept,
  lane: url.startsWith('/quick') ? 'quick' : 'page',
  isConstant: url === '/constant',
});

let world: EdgeWorld;
afterEach(() => world.close());

/** Those that wait for an origin which answers when told to. */
async function openSlow(): Promise<ServerResponse[]> {
  world = await openEdgeWorld(undefined, { limits, routes });
  const waiting: ServerResponse[] = [];
  world.origin = (_request, response) => void waiting.push(response);
  return waiting;
}

const reached = (waiting: ServerResponse[], count: number) =>
  vi.waitFor(() => expect(waiting).toHaveLength(count));
const answer = (response: ServerResponse | undefined, body: string) =>
  response?.writeHead(200, { 'content-type': 'text/html', 'cache-control': PUBLIC }).end(body);

/** Resolves when it is closed, whatever was wrong with it. */
const closing = (closed: EventEmitter) => new Promise((resolve) => closed.once('close', resolve));

/** A request that can be broken off. */
function begin(path: string, headers: Record<string, string> = {}) {
  const request = openRequest({ host: '127.0.0.1', port: world.port, path, headers, agent: false });
  request.on('error', () => undefined).end();
  return request;
}

test.each([
  ['that others may share', {}],
  ['that is for one', { rsc: '1' }],
])(
  'what is beyond the queue is answered by 503 and when to come again, where it is a request %s',
  async (_, headers) => {
    const waiting = await openSlow();
    const replies = Array.from({ length: 5 }, (_, i) => world.get(`/?x=${i}`, headers));
    let busy = 0;
    for (const reply of replies) void reply.then(({ status }) => (busy += status === 503 ? 1 : 0));
    await vi.waitFor(() => expect(busy).toBe(2));
    const refused = await Promise.race(replies);
    expect(refused).toMatchObject({
      status: 503,
      headers: { 'retry-after': '2', 'content-type': 'application/problem+json; charset=utf-8' },
    });
    expect(JSON.parse(refused.text)).toMatchObject({ code: 'unavailable', status: 503 });
    for (let i = 0; i < 3; i++) {
      await reached(waiting, i + 1);
      answer(waiting[i], 'made');
    }
    const statuses = (await Promise.all(replies)).map(({ status }) => status);
    expect(statuses.sort()).toEqual([200, 200, 200, 503, 503]);
    expect(world.asked).toHaveLength(3);
  },
);

test('what is quick waits for no page', async () => {
  const waiting = await openSlow();
  begin('/page');
  await reached(waiting, 1);
  const quick = world.get('/quick');
  await reached(waiting, 2);
  answer(waiting[1], 'status');
  expect((await quick).text).toBe('status');
});

test('what is kept is sent stale where its renewal would have to wait', async () => {
  const waiting = await openSlow();
  const first = world.get('/');
  await reached(waiting, 1);
  answer(waiting[0], 'kept');
  await first;
  world.version = '2';
  begin('/page');
  await reached(waiting, 2);
  const stale = await world.get('/');
  expect([stale.status, stale.text, waiting.length]).toEqual([200, 'kept', 2]);
  // Once there is time, it is made again.
  answer(waiting[1], 'page');
  world.later += 1_000;
  const renewed = world.get('/');
  await reached(waiting, 3);
  answer(waiting[2], 'new');
  expect((await renewed).text).toBe('new');
});

test('the origin learns that its one client has left', async () => {
  const waiting = await openSlow();
  const request = begin('/');
  await reached(waiting, 1);
  const closed = once(waiting[0] ?? process, 'close');
  request.destroy();
  await closed;
  expect(waiting[0]?.writableFinished).toBe(false);
  // And is free for the next.
  const next = world.get('/next');
  await reached(waiting, 2);
  answer(waiting[1], 'next');
  expect((await next).text).toBe('next');
});

test('nothing is begun for clients that left while they waited', async () => {
  const waiting = await openSlow();
  begin('/running');
  await reached(waiting, 1);
  const left = [begin('/left'), begin('/left'), begin('/left', { rsc: '1' })];
  await vi.waitFor(() => expect(world.looked).toBe(3));
  for (const request of left) request.destroy();
  await Promise.all(left.map(closing));
  const next = world.get('/next');
  await vi.waitFor(() => expect(world.looked).toBe(4));
  answer(waiting[0], 'made');
  await reached(waiting, 2);
  answer(waiting[1], 'next');
  expect((await next).text).toBe('next');
  expect(world.asked).toEqual(['GET /running', 'GET /next']);
});

test('pipelined requests are made one after the other, and answered in their order', async () => {
  world = await openEdgeWorld();
  let running = 0;
  let most = 0;
  world.origin = (request, response) => {
    most = Math.max(most, ++running);
    response.on('close', () => {
      running -= 1;
    });
    setImmediate(() => page(`<${request.url}>`)(request, response));
  };
  const socket = connect(world.port, '127.0.0.1');
  socket.write(Array.from({ length: 100 }, (_, i) => `GET /${i} HTTP/1.1\r\nHost: x\r\n\r\n`).join(''));
  let received = '';
  socket.on('data', (data) => {
    received += data;
  });
  await vi.waitFor(() => expect(received).toContain('</99>'), { timeout: 20_000 });
  socket.destroy();
  const bodies = Array.from(received.matchAll(/<\/(\d+)>/g), ([, n]) => Number(n));
  expect(bodies).toEqual(Array.from({ length: 100 }, (_, i) => i));
  expect(most).toBe(1);
});

test('a connection with thousands of waiting requests is closed, and others are served', async () => {
  const waiting = await openSlow();
  const socket = connect(world.port, '127.0.0.1').on('error', () => undefined);
  socket.write('GET /x HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(2500));
  await closing(socket);
  const other = world.get('/other');
  await vi.waitFor(() => expect(world.asked).toContain('GET /other'));
  answer(waiting.at(-1), 'other');
  expect((await other).text).toBe('other');
  expect(world.asked.length).toBeLessThanOrEqual(2);
});

test('a client that does not take its answer is cut off, and one that waits for it is not', async () => {
  world = await openEdgeWorld(20_000_000, {}, 300);
  world.origin = page(Buffer.alloc(7_000_000, 1), { 'content-type': 'image/png' });
  const unread = connect(world.port, '127.0.0.1').on('error', () => undefined);
  unread.pause();
  unread.write('GET /large HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(2));
  await vi.waitFor(() => expect(world.asked).toHaveLength(1));
  const slow: ServerResponse[] = [];
  world.origin = (_request, response) => void slow.push(response);
  const patient = world.get('/slow');
  await reached(slow, 1);
  // Without reading it would not learn that the other side is gone.
  const cut = closing(unread);
  setTimeout(() => unread.resume(), 1_500);
  await cut;
  answer(slow[0], 'worth the wait');
  expect((await patient).text).toBe('worth the wait');
});

test.each([
  ['a part', { range: 'bytes=0-1' }],
  ['a secret', { authorization: 'Bearer wrong' }],
  ['our cookie', { cookie: 'tracker_session=1' }],
])('what is constant is made once, whoever asks for it with %s', async (_, headers) => {
  world = await openEdgeWorld(undefined, { limits, routes });
  world.origin = page('the same');
  await world.get('/constant');
  expect(await world.get('/constant', headers)).toMatchObject({ status: 200, text: 'the same' });
  expect(world.asked).toEqual(['GET /constant']);
});

test('a page and its form in the protocol of Next are two answers, though both are constant', async () => {
  world = await openEdgeWorld(undefined, { limits, routes });
  world.origin = page('the page');
  await world.get('/constant');
  world.origin = page('its parts');
  expect((await world.get('/constant', { rsc: '1' })).text).toBe('its parts');
});

test('what is constant is made once, whatever is collected, and is always as if new', async () => {
  world = await openEdgeWorld(undefined, { routes });
  await world.get('/constant');
  world.version = '2';
  world.later = 10_000_000;
  const reply = await world.get('/constant');
  expect(reply.headers).toMatchObject({ 'cache-status': 'edge; hit', age: '0' });
  expect(world.asked).toEqual(['GET /constant']);
});

test('without keeping, answers are made for each, still in their turn', async () => {
  world = await openEdgeWorld(undefined, { keeps: false });
  for (const _ of [1, 2]) expect((await world.get('/')).headers['cache-status']).toBeUndefined();
  expect(world.asked).toHaveLength(2);
});
