import type { RequestListener } from 'node:http';
import {
  drip,
  endEarly,
  endless,
  gzipBomb,
  hang,
  redirectToItself,
  reset,
} from '@/tests/support/exchange/bad-replies';
import type { LoopbackExchange } from '@/tests/support/exchange/server';
import { startSyntheticExchange, type Venue } from '@/tests/support/exchange/synthetic';
import type { SourceFault } from './plan';
import { INTERVAL_MS, quotesOf, START_MS, VENUES_IN_USE } from './world';

export interface Exchanges {
  /** For SOURCE_URLS. */
  origins: Record<string, string>;
  /** What all of them speak of from now on. */
  slot: number;
  /** What goes wrong at which, and whether only at the next request. */
  faults: Map<Venue, { how: SourceFault; once: boolean }>;
  /** Called as a request arrives. */
  onRequest: (() => void) | null;
  close(): Promise<void>;
}

export async function startExchanges(seed: number): Promise<Exchanges> {
  const servers: LoopbackExchange[] = [];
  const exchanges: Exchanges = {
    origins: {},
    slot: 0,
    faults: new Map(),
    onRequest: null,
    async close() {
      await Promise.all(servers.map((server) => server.close()));
    },
  };
  for (const venue of VENUES_IN_USE) {
    const server = await startSyntheticExchange(venue, {
      quotes: () => quotesOf(seed, venue, exchanges.slot),
      nowMs: () => START_MS + exchanges.slot * INTERVAL_MS,
      instead() {
        exchanges.onRequest?.();
        const fault = exchanges.faults.get(venue);
        if (fault?.once) exchanges.faults.delete(venue);
        return fault === undefined ? null : LISTENERS[fault.how];
      },
    });
    servers.push(server);
    exchanges.origins[venue] = server.origin;
  }
  return exchanges;
}

const says =
  (status: number, type: string, body: string, headers: Record<string, string> = {}): RequestListener =>
  (_, response) => {
    response.writeHead(status, { 'content-type': type, ...headers });
    response.end(body);
  };

const bomb: RequestListener = (_, response) => {
  const reply = gzipBomb();
  if (typeof reply === 'function') return;
  response.writeHead(200, reply.headers);
  response.end(reply.body);
};

const LISTENERS: Record<SourceFault, RequestListener> = {
  refused: says(403, 'application/json', '{}'),
  reset,
  'end early': endEarly,
  hang: hang().reply,
  drip,
  endless,
  'redirect loop': redirectToItself,
  bomb,
  html: says(200, 'text/html', '<html><body>Checking your browser</body></html>'),
  'server error': says(502, 'text/html', '<html>Bad Gateway</html>'),
  'not json': says(200, 'application/json', '[{"symbol":"COIN0USDT","lastPri'),
  'slow down': says(429, 'application/json', '{"msg":"Too many requests"}', { 'retry-after': '1' }),
};
