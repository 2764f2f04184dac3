import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { openAccepted } from '@/server/door/accepted';

const server = createServer((socket) => void socket.on('error', () => undefined).resume());
afterEach(() => server.close());

test('work waits until every connection that waits at the server was taken', async () => {
  const accepted = openAccepted(server);
  let taken = 0;
  server.on('connection', () => {
    taken += 1;
  });
  server.listen({ port: 0, host: '127.0.0.1', backlog: 512 });
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const clients = Array.from({ length: 300 }, () => connect(port, '127.0.0.1').on('error', () => undefined));
  await new Promise((resolve) => setImmediate(resolve));
  // The reason for the wait: one turn of the event loop takes one connection.
  expect(taken).toBeLessThan(10);
  await accepted();
  expect(taken).toBe(300);
  for (const client of clients) client.destroy();
});
