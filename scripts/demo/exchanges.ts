import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { World } from './world/world';

export interface DemoExchanges {
  /** Exchange id to the origin of the server that speaks for it: what SOURCE_URLS wants. */
  sourceUrls: Record<string, string>;
  /** From now on they answer as the exchanges of this world. */
  show(world: World): void;
  close(): Promise<void>;
}

/** One server on loopback for each exchange, which answers as the exchange would at the clock's time (ms UTC). */
export async function startDemoExchanges(first: World, clock: () => number): Promise<DemoExchanges> {
  let world = first;
  const servers = new Map<string, Server>();
  for (const exchange of first.exchanges) {
    const server = createServer((request, response) => {
      const { pathname } = new URL(request.url ?? '/', 'http://exchange');
      const { status, body } = world.answer(exchange, pathname, clock());
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(body);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    servers.set(exchange, server);
  }
  return {
    sourceUrls: Object.fromEntries([...servers].map(([exchange, server]) => [exchange, originOf(server)])),
    show(next) {
      world = next;
    },
    async close() {
      for (const server of servers.values()) {
        server.close();
        server.closeAllConnections();
      }
    },
  };
}

function originOf(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === 'string')
    throw new Error('the server does not listen on a port');
  return `http://127.0.0.1:${address.port}`;
}
