import { createServer, type RequestListener, type Server } from 'node:http';
import next from 'next';
import { CLIENT_ADDRESS, clientAddress, trustedProxies } from '@/lib/http/client-address';
import { noteProxy } from '@/lib/http/unknown-proxy';
import { env } from '@/lib/platform/env';
import { log } from '@/lib/platform/log';
import { type ClosedCollection, knownCollection, seriesReader } from '@/lib/series';
import { holdPages } from '@/server/csp/hold-pages';
import { trustedCode } from '@/server/csp/trusted-code';
import { edge } from '@/server/edge/edge';
import { serialize } from '@/server/edge/serialize';
import { giveBuiltConfig } from './built-config';
import { openAccepted } from './door/accepted';
import { boundConnections, type Connections } from './door/connections';
import { descriptorLimit, maxConnections } from './door/descriptors';
import { openDoor } from './door/door';
import { everyMinute } from './door/every-minute';
import { warmUp } from './warm-up';

export interface AppServer {
  close(): Promise<void>;
}

/** Names the collection that answers are kept for; at once, unless it has to be looked up. */
function version(): string | Promise<string> {
  const known = knownCollection(Date.now());
  return known === undefined ? seriesReader().collection().then(nameOf) : nameOf(known);
}

function nameOf(collection: ClosedCollection | null): string {
  return `${collection?.id}.${collection?.revision}`;
}

const DRAIN_MS = 2_000;

/**
 * Connections that wait to be accepted. Beyond that the system drops them, and a client tries again after 1, 3, 7 ... s:
 * Node's own 511 are full as soon as one client opens a thousand. The system may allow less.
 */
const BACKLOG = 4096;

/** Whoever sends slower than this is cut off: a request here has 16 KB of headers and 256 KB of body at most. */
const SLOW = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 5_000,
  // The door says what is wrong with it.
  requireHostHeader: false,
  // Longer than proxies keep their idle connections, so that none is closed as a request comes by it.
  keepAliveTimeout: 75_000,
};

/** By the setting HSTS: for two years browsers use nothing but https; `clear` takes that back. */
const HSTS = {
  on: 'max-age=63072000',
  subdomains: 'max-age=63072000; includeSubDomains',
  clear: 'max-age=0',
};

/**
 * Serves the built app on this port of `host` (by default every address), in this process; with `dev` its sources as they are edited, and nothing is kept.
 * With `warm` each kind of page is made once before anybody is let in. Rejects if it cannot listen.
 */
export async function serve(
  port: number,
  { dev = false, warm = false, host }: { dev?: boolean; warm?: boolean; host?: string | undefined } = {},
): Promise<AppServer> {
  const server = createServer(SLOW);
  const onFull = everyMinute((times) => log().warn({ times }, 'clients were cut off: too many connections'));
  const connections = boundConnections(server, maxConnections(descriptorLimit()), onFull);
  if (!dev) await giveBuiltConfig();
  // Next listens for upgrades, of which only the development server has any. Elsewhere none reaches it.
  const app = next({ dev, port, httpServer: dev ? server : createServer() });
  await app.prepare();
  const pages = app.getRequestHandler();
  const answer = dev ? told(pages) : await listener(pages, openAccepted(server));
  const trusted = trustedProxies(env().trustProxy);
  server.on('request', ({ socket, headers }) =>
    noteProxy(socket.remoteAddress, headers, trusted, Date.now()),
  );
  const guarded = dev ? answer : serialize(server, answer);
  openDoor(server, guarded, { ownHost: new URL(env().appUrl).host, dev });
  if (warm) await warmUp(answer);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host, backlog: BACKLOG }, resolve);
  });
  return {
    async close() {
      await end(server, connections);
      await app.close();
    },
  };
}

/** Around the pages: they are told who asks. What the cache has kept does not need it. */
function told(handle: RequestListener): RequestListener {
  const { trustProxy, hsts } = env();
  const trusted = trustedProxies(trustProxy);
  return (request, response) => {
    const { headers, socket } = request;
    const forwardedFor = [headers['x-forwarded-for']].flat().join(',');
    headers[CLIENT_ADDRESS] = clientAddress(socket.remoteAddress, forwardedFor, trusted);
    if (hsts !== 'off') response.setHeader('Strict-Transport-Security', HSTS[hsts]);
    return handle(request, response);
  };
}

/** The shared cache, and behind it the read it asks for most, and the pages, held until they are whole. */
async function listener(pages: RequestListener, ready: () => Promise<void>): Promise<RequestListener> {
  const { edge: keeps, trustProxy } = env();
  const trusted = trustedProxies(trustProxy);
  const { direct } = await import('./direct');
  const { routesOfApp } = await import('./routes');
  return edge({
    handler: holdPages(told(keeps ? direct(pages) : pages), trustedCode()),
    version,
    routes: routesOfApp(),
    clientOf: ({ socket, headers }) =>
      clientAddress(socket.remoteAddress, [headers['x-forwarded-for']].flat().join(','), trusted),
    keeps,
    ready,
  });
}

/** Takes no more requests; those under way get a moment to end. */
function end(server: Server, connections: Connections): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(connections.closeAll, DRAIN_MS);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    server.closeIdleConnections();
  });
}
