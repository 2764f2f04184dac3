import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { CLIENT_ADDRESS, clientAddress, trustedProxies } from '@/lib/http';
import { answerWireErrors } from '@/lib/http/wire-errors';
import { env } from '@/lib/platform/env';

type Handler = (request: Request) => Promise<Response>;
type Route = Record<string, unknown>;

/** Every route of the API, by its path. */
const ROUTES: Record<string, () => Promise<Route>> = {
  '/api/list-metrics': () => import('@/app/api/list-metrics/route'),
  '/api/metrics': () => import('@/app/api/metrics/route'),
  '/api/rankings': () => import('@/app/api/rankings/route'),
  '/api/alerts': () => import('@/app/api/alerts/route'),
  '/api/sparks': () => import('@/app/api/sparks/route'),
  '/api/status': () => import('@/app/api/status/route'),
  '/api/health': () => import('@/app/api/health/route'),
  '/api/emails': () => import('@/app/api/emails/route'),
  '/api/emails/confirm': () => import('@/app/api/emails/confirm/route'),
  '/api/emails/mutes': () => import('@/app/api/emails/mutes/route'),
  '/api/emails/remove': () => import('@/app/api/emails/remove/route'),
  '/api/emails/unsubscribe': () => import('@/app/api/emails/unsubscribe/route'),
  '/api/emails/watches': () => import('@/app/api/emails/watches/route'),
  '/api/watches/preview': () => import('@/app/api/watches/preview/route'),
  '/api/openapi.json': () => import('@/app/api/openapi.json/route'),
  '/api/cron/maintain': () => import('@/app/api/cron/maintain/route'),
  '/api/cron/watch': () => import('@/app/api/cron/watch/route'),
  '/api/sources': () => import('@/app/api/sources/route'),
  '/api/prometheus': () => import('@/app/api/prometheus/route'),
  '/api/cron/deliver': () => import('@/app/api/cron/deliver/route'),
  '/api/webhooks/resend': () => import('@/app/api/webhooks/resend/route'),
  '/api/cron/collect': () => import('@/app/api/cron/collect/route'),
};

/** Loads what else the first request of each route would wait for. */
export async function loadRoutes(): Promise<void> {
  await Promise.all(Object.values(ROUTES).map((load) => load()));
}

export interface TestServer {
  origin: string;
  close(): Promise<void>;
}

/**
 * The API's own handlers behind a real HTTP server, over the given database. One a test file, since a process has
 * one database; `settings` are names and values of the environment.
 */
export async function serveApi(
  databaseUrl: string,
  settings: Record<string, string> = {},
): Promise<TestServer> {
  Object.assign(process.env, { LOG_LEVEL: 'silent', ...settings, DATABASE_URL: databaseUrl });
  const server = createServer((incoming, outgoing) => {
    answer(incoming, outgoing).catch((error) => outgoing.destroy(error));
  });
  answerWireErrors(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return {
    origin: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const { method = 'GET', url = '/' } = incoming;
  const path = url.split('?')[0] ?? '';
  const load: () => Promise<Route> = ROUTES[path] ?? (() => import('@/app/api/[[...unknown]]/route'));
  const handler = (await load())[method];
  if (!isHandler(handler)) throw new Error(`${path} has no ${method}`);
  const gone = new AbortController();
  outgoing.once('close', () => gone.abort(new Error('the client went away')));
  const request = await requestOf(incoming, `http://${incoming.headers.host}${url}`, gone.signal);
  const response = await handler(request);
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  outgoing.end(Buffer.from(await response.arrayBuffer()));
}

/** As the running server hands it to the routes: with the client's address, aborted once the client is gone. */
async function requestOf(incoming: IncomingMessage, url: string, signal: AbortSignal): Promise<Request> {
  const { method = 'GET' } = incoming;
  const headers = new Headers(
    Object.entries(incoming.headers).flatMap(([name, value]): [string, string][] =>
      typeof value === 'string' ? [[name, value]] : [],
    ),
  );
  headers.set(
    CLIENT_ADDRESS,
    clientAddress(
      incoming.socket.remoteAddress,
      headers.get('x-forwarded-for') ?? '',
      trustedProxies(env().trustProxy),
    ),
  );
  if (method === 'GET' || method === 'HEAD') return new Request(url, { method, headers, signal });
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
  return new Request(url, { method, headers, body: Buffer.concat(chunks), signal });
}

function isHandler(value: unknown): value is Handler {
  return typeof value === 'function';
}
