import { createServer, type RequestListener, type Server } from 'node:http';
import next from 'next';
import { holdPages, trustedCode } from '@/lib/csp';
import { edge } from '@/lib/edge';
import { env } from '@/lib/env';
import { CLIENT_ADDRESS, clientAddress, trustedProxies } from '@/lib/http/client-address';
import { CLIENT_IS_LOCAL, isLocal } from '@/lib/http/mailbox-access';
import { answerWireErrors, isAddress, refuseAddress } from '@/lib/http/wire-errors';
import { seriesReader } from '@/lib/series';
import { warmUp } from './warm-up';

export interface AppServer {
  close(): Promise<void>;
}

/** Names the collection that answers are kept for. */
async function version(): Promise<string> {
  const collection = await seriesReader().collection();
  return `${collection?.id}.${collection?.revision}`;
}

const DRAIN_MS = 2_000;

/** Whoever sends slower than this is cut off: a request here has 16 KB of headers and 256 KB of body at most. */
const SLOW = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 5_000,
  // Longer than proxies keep their idle connections, so that none is closed as a request comes by it.
  keepAliveTimeout: 75_000,
};

/** Two years: browsers that came by TLS come by nothing else. */
const HSTS = 'max-age=63072000; includeSubDomains';

/**
 * Serves the built app on the port, in this process; with `dev` its sources as they are edited, and nothing is kept.
 * With `warm` each kind of page is made once before anybody is let in. Rejects if it cannot listen.
 */
export async function serve(port: number, { dev = false, warm = false } = {}): Promise<AppServer> {
  const server = createServer(SLOW);
  answerWireErrors(server);
  const app = next({ dev, port, httpServer: server });
  await app.prepare();
  const answer = dev ? app.getRequestHandler() : listener(app.getRequestHandler());
  const { trustProxy, appUrl } = env();
  const trusted = trustedProxies(trustProxy);
  server.on('request', (request, response) => {
    const forwardedFor = [request.headers['x-forwarded-for']].flat().join(',');
    request.headers[CLIENT_ADDRESS] = clientAddress(request.socket.remoteAddress, forwardedFor, trusted);
    request.headers[CLIENT_IS_LOCAL] = isLocal(request.socket.remoteAddress, request.headers) ? 'yes' : 'no';
    if (appUrl.startsWith('https:')) response.setHeader('Strict-Transport-Security', HSTS);
    const { url = '/' } = request;
    if (isAddress(url)) void answer(request, response);
    else refuseAddress(response, url);
  });
  if (warm) await warmUp(answer);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, resolve);
  });
  return {
    async close() {
      await end(server);
      await app.close();
    },
  };
}

/** The shared cache, and behind it the pages, held until they are whole. */
function listener(handle: RequestListener): RequestListener {
  const handler = holdPages(handle, trustedCode());
  return env().edge ? edge({ handler, version }) : handler;
}

/** Takes no more requests; those under way get a moment to end. */
function end(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    server.closeIdleConnections();
  });
}
