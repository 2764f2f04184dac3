import { createServer, type Server } from 'node:http';
import next from 'next';
import { edge } from '@/lib/edge';
import { env } from '@/lib/env';
import { CLIENT_ADDRESS, clientAddress, trustedProxies } from '@/lib/http/client-address';
import { seriesReader } from '@/lib/series';

export interface AppServer {
  close(): Promise<void>;
}

/** Names the collection that answers are kept for. */
async function version(): Promise<string> {
  const collection = await seriesReader().collection();
  return `${collection?.id}.${collection?.revision}`;
}

const DRAIN_MS = 2_000;

/**
 * Serves the built app on the port, in this process; with `dev` its sources as they are edited, and nothing is kept.
 * Rejects if it cannot listen.
 */
export async function serve(port: number, dev = false): Promise<AppServer> {
  const server = createServer();
  const app = next({ dev, port, httpServer: server });
  await app.prepare();
  const handler = app.getRequestHandler();
  const answer = env().edge && !dev ? edge({ handler, version }) : handler;
  const trusted = trustedProxies(env().trustProxy);
  server.on('request', (request, response) => {
    const forwardedFor = [request.headers['x-forwarded-for']].flat().join(',');
    request.headers[CLIENT_ADDRESS] = clientAddress(request.socket.remoteAddress, forwardedFor, trusted);
    void answer(request, response);
  });
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
