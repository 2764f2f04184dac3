import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { boundConnections, type Connections } from '@/server/door/connections';

const MAX = 8;

let server: Server;
let connections: Connections;
let answer: RequestListener;
let full: number;
const clients: Socket[] = [];

beforeEach(async () => {
  full = 0;
  answer = (_request, response) => void response.end('hello');
  server = createServer((request, response) => answer(request, response));
  connections = boundConnections(server, MAX, () => {
    full += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(() => {
  for (const client of clients.splice(0)) client.destroy();
  connections.closeAll();
  server.close();
});

async function open(bytes = ''): Promise<Socket> {
  const address = server.address();
  const client = connect(typeof address === 'object' ? (address?.port ?? 0) : 0, '127.0.0.1');
  client.on('error', () => undefined);
  clients.push(client);
  await once(client, 'connect');
  if (bytes !== '') client.write(bytes);
  return client;
}

const GET = 'GET / HTTP/1.1\r\nHost: a\r\n\r\n';
const firstLine = async (client: Socket) => String((await once(client, 'data'))[0]).split('\r\n')[0];
const openCount = () => new Promise<number>((resolve) => server.getConnections((_, count) => resolve(count)));

test('a reader gets in beside ten times as many silent connections as there may be', async () => {
  for (let i = 0; i < 10 * MAX; i += 1) await open();
  expect(await firstLine(await open(GET))).toBe('HTTP/1.1 200 OK');
  await vi.waitFor(async () => expect(await openCount()).toBeLessThan(MAX));
  expect(full).toBeGreaterThan(0);
});

test.each([
  ['headers that never end', 'GET / HTTP/1.1\r\nHost: a\r\nX: '],
  ['a body that never ends', 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nx'],
])('%s make room as well', async (_, bytes) => {
  answer = (request, response) => void request.resume().on('end', () => response.end('hello'));
  for (let i = 0; i < 2 * MAX; i += 1) await open(bytes);
  expect(await firstLine(await open(GET))).toBe('HTTP/1.1 200 OK');
});

test('the connection that was silent longest goes first; one at work stays', async () => {
  const waiting: (() => void)[] = [];
  answer = (_request, response) => void waiting.push(() => response.end('hello'));
  const atWork = await open(GET);
  await vi.waitFor(() => expect(waiting).toHaveLength(1));
  const oldest = await open();
  const gone = once(oldest, 'close');
  for (let i = 0; i < MAX; i += 1) await open();
  await gone;
  const line = firstLine(atWork);
  waiting[0]?.();
  expect(await line).toBe('HTTP/1.1 200 OK');
});

test('an answer that its client does not read makes room where nobody is silent', async () => {
  answer = ({ url }, response) => void response.end(url === '/' ? 'hello' : 'x'.repeat(20_000_000));
  for (let i = 0; i < 2 * MAX; i += 1) {
    const client = await open('GET /long HTTP/1.1\r\nHost: a\r\n\r\n');
    client.pause();
  }
  expect(await firstLine(await open(GET))).toBe('HTTP/1.1 200 OK');
});

test('a connection that has had its answer is silent again', async () => {
  const client = await open(GET);
  await firstLine(client);
  const gone = once(client, 'close');
  for (let i = 0; i < MAX; i += 1) await open();
  await gone;
});
