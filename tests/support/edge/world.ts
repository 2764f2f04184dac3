import {
  createServer,
  type IncomingMessage,
  request as openRequest,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { type EdgeDeps, edge } from '@/server/edge/edge';
import { serialize } from '@/server/edge/serialize';
import { openStore } from '@/server/edge/store';

type Origin = (request: IncomingMessage, response: ServerResponse) => void;

export interface Reply {
  status: number;
  headers: IncomingMessage['headers'];
  body: Buffer;
  text: string;
}

export interface EdgeWorld {
  port: number;
  /** Every request that reached the origin: method and path. */
  asked: string[];
  /** The same, with its headers. */
  requests: IncomingMessage[];
  origin: Origin;
  /** The number of the last closed collection; an Error: it cannot be told. */
  version: string | Error;
  /** False: that number has to be looked up first. */
  knowsVersion: boolean;
  /** How many requests have been looked up. */
  looked: number;
  /** Added to the clock, ms. */
  later: number;
  store: ReturnType<typeof openStore>;
  get(path: string, headers?: Record<string, string>, method?: string): Promise<Reply>;
  close(): Promise<void>;
}

export const PUBLIC = 'public, s-maxage=300, max-age=0, stale-if-error=600';

/** An edge on a real port, before an origin that each test makes. Bodies are asked for as they are on the wire. */
export async function openEdgeWorld(
  bytes = 10_000_000,
  deps: Partial<EdgeDeps> = {},
  unreadTimeoutMs?: number,
): Promise<EdgeWorld> {
  process.env.LOG_LEVEL = 'silent';
  const store = openStore(bytes);
  const handler = edge({
    handler: (request, response) => {
      world.asked.push(`${request.method} ${request.url}`);
      world.requests.push(request);
      world.origin(request, response);
    },
    version: () => {
      world.looked += 1;
      if (world.version instanceof Error) return Promise.reject(world.version);
      return world.knowsVersion ? world.version : Promise.resolve(world.version);
    },
    store,
    clock: () => Date.now() + world.later,
    ...deps,
  });
  const server = createServer();
  server.on('request', serialize(server, handler, unreadTimeoutMs));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const world: EdgeWorld = {
    port,
    asked: [],
    requests: [],
    origin: page('hello'),
    version: '1',
    knowsVersion: true,
    looked: 0,
    later: 0,
    store,
    get: (path, headers = {}, method = 'GET') => get(port, path, headers, method),
    close: () => closed(server),
  };
  return world;
}

/** An origin that answers this body. */
export function page(body: string | Buffer, headers: Record<string, string> = {}, status = 200): Origin {
  return (_request, response) => {
    response.writeHead(status, { 'content-type': 'text/html', 'cache-control': PUBLIC, ...headers });
    response.end(body);
  };
}

function get(port: number, path: string, headers: Record<string, string>, method: string): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const asked = openRequest({ host: '127.0.0.1', port, path, headers, method, agent: false });
    asked.on('error', reject);
    asked.on('response', async (response) => {
      try {
        const chunks: Buffer[] = [];
        for await (const chunk of response) chunks.push(chunk);
        const body = Buffer.concat(chunks);
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body, text: body.toString() });
      } catch (error) {
        reject(error);
      }
    });
    asked.end();
  });
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
