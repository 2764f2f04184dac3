import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a request is answered with: an answer, or whatever a listener does. */
export type Reply =
  | { status?: number; headers?: Record<string, string>; body: string | Buffer }
  | RequestListener;

export interface LoopbackExchange {
  /** `http://127.0.0.1:<port>`, for SOURCE_URLS. */
  origin: string;
  /** Each request's path and query, in the order of their arrival. */
  requests: string[];
  /** Connections that are open now. */
  connections(): Promise<number>;
  /** Lays an answer over the one at this path; `*` is every path. */
  reply(path: string, reply: Reply): void;
  close(): Promise<void>;
}

const JSON_TYPE = { 'content-type': 'application/json' };

/** An HTTP server with an answer to each request (`GET /path?parameter=value`, more parameters allowed), else 404. */
export async function startExchange(replies: Record<string, Reply>): Promise<LoopbackExchange> {
  const routes = Object.entries(replies).map(([request, reply]) => ({ ...routeOf(request), reply }));
  const overrides = new Map<string, Reply>();
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const url = new URL(`http://exchange${request.url}`);
    requests.push(url.pathname + url.search);
    const route = routes.find(({ path, parameters }) => {
      return (
        path === url.pathname && parameters.every(([name, value]) => url.searchParams.get(name) === value)
      );
    });
    const override = overrides.get(url.pathname) ?? overrides.get('*');
    send(override ?? route?.reply ?? { status: 404, body: '{"error":"not recorded"}' }, request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    requests,
    connections: () => new Promise((resolve) => server.getConnections((_, count) => resolve(count))),
    reply: (path, reply) => overrides.set(path, reply),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function routeOf(request: string): { path: string; parameters: [string, string][] } {
  const url = new URL(`http://exchange${request.replace(/^(GET|POST) /, '')}`);
  return { path: url.pathname, parameters: [...url.searchParams] };
}

function send(reply: Reply, request: IncomingMessage, response: ServerResponse): void {
  if (typeof reply === 'function') {
    reply(request, response);
    return;
  }
  response.writeHead(reply.status ?? 200, { ...JSON_TYPE, ...reply.headers });
  response.end(reply.body);
}
