import { createServer } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerWireErrors } from '@/lib/http/wire-errors';
import { serveApi, type TestServer } from '@/tests/support/server';

let server: TestServer;

beforeAll(async () => {
  server = await serveApi('postgresql://nobody@127.0.0.1:1/none');
});
afterAll(() => server.close());

/** What comes back for these bytes, until the server hangs up. */
function answerTo(bytes: string): Promise<string> {
  const socket = connect(Number(new URL(server.origin).port), '127.0.0.1');
  socket.write(bytes);
  return text(socket);
}

test.each([
  ['no HTTP at all', 'hello\r\n\r\n', 400],
  ['a method that does not exist', 'FOO /api/health HTTP/1.1\r\nHost: a\r\n\r\n', 501],
  [
    'a length that is said twice',
    'POST /api/emails HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx',
    400,
  ],
  [
    'a length and chunks, as in smuggling',
    'POST /api/emails HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    400,
  ],
  ['20 KB of headers', `GET /api/health HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
])('%s is answered by a problem document, and the connection ends', async (_, bytes, status) => {
  const answer = await answerTo(bytes);
  expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  expect(answer).toContain('application/problem+json');
  expect(JSON.parse(answer.split('\r\n\r\n')[1] ?? '')).toMatchObject({ status, detail: expect.any(String) });
});

test('who asks for the head alone gets it alone, however long the address', async () => {
  const answer = await answerTo(`HEAD /api/${'x'.repeat(20_000)} HTTP/1.1\r\nHost: a\r\n\r\n`);
  expect(answer).toMatch(/^HTTP\/1\.1 431 [\s\S]*\r\n\r\n$/);
});

test.each(['/api/.git/config', '/api/../.env', '/api/..%2f..%2f.env', '/api/%2e%2e/.data/admin-token'])(
  '%s is nothing here',
  async (path) => {
    const answer = await answerTo(`GET ${path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 404 /);
  },
);

test('a request that comes too slowly is told so and cut off', async () => {
  // What the real server has, in less time.
  const slow = createServer({ headersTimeout: 50, requestTimeout: 100, connectionsCheckingInterval: 10 });
  answerWireErrors(slow);
  await new Promise<void>((resolve) => slow.listen(0, '127.0.0.1', resolve));
  const address = slow.address();
  const socket = connect(typeof address === 'object' ? (address?.port ?? 0) : 0, '127.0.0.1');
  socket.write('GET / HTTP/1.1\r\nHost: a\r\nX-Never: end');
  const answer = await text(socket);
  expect(answer).toMatch(/^HTTP\/1\.1 408 /);
  expect(JSON.parse(answer.split('\r\n\r\n')[1] ?? '')).toMatchObject({ status: 408 });
  slow.close();
});
