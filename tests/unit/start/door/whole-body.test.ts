import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, expect, test } from 'vitest';
import { readWhole, withBody } from '@/server/door/whole-body';

let server: Server;

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

/** What `read` makes of the request that these bytes are, of which more may follow. */
async function receive<T>(bytes: string, read: (request: IncomingMessage) => Promise<T>, then?: 'destroy') {
  server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const client = connect(typeof address === 'object' ? (address?.port ?? 0) : 0, '127.0.0.1');
  client.on('error', () => undefined);
  client.write(bytes);
  const [request] = (await once(server, 'request')) as [IncomingMessage];
  const outcome = read(request);
  if (then === 'destroy') client.destroy();
  return outcome;
}

const head = (field: string) => `POST /x HTTP/1.1\r\nHost: a\r\n${field}\r\n\r\n`;
const CHUNKED = head('Transfer-Encoding: chunked');

test('a body is read whole, and the request can be read again with it', async () => {
  const body = await receive(`${CHUNKED}3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n`, async (request) => {
    const whole = withBody(request, await readWhole(request, 16));
    expect(whole).toMatchObject({ method: 'POST', url: '/x', complete: true });
    expect(whole.headers).toEqual({ host: 'a', 'content-length': '5' });
    return text(whole);
  });
  expect(body).toBe('abcde');
});

test('an empty body is none', async () => {
  const headers = await receive(`${CHUNKED}0\r\n\r\n`, async (request) => {
    return withBody(request, await readWhole(request, 16)).headers;
  });
  expect(headers).toEqual({ host: 'a' });
});

test.each([
  ['is longer than allowed, though it says no length', `${CHUNKED}11\r\n${'x'.repeat(17)}`, 'too-large'],
  ['never ends', `${head('Content-Length: 9')}x`, 'request-timeout'],
])('a body that %s is refused', async (_, bytes, code) => {
  await expect(receive(bytes, (request) => readWhole(request, 16, 50))).rejects.toMatchObject({ code });
});

test('a body that breaks off is refused', async () => {
  const read = receive(`${head('Content-Length: 9')}x`, (request) => readWhole(request, 16), 'destroy');
  await expect(read).rejects.toMatchObject({ code: 'bad-request' });
});
