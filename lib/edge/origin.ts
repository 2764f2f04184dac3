import { createServer, type IncomingMessage, type RequestListener, request } from 'node:http';
import { duplexPair } from 'node:stream';
import type { SharedRequest } from './shared-request';

/** A page or an answer takes milliseconds; the API gives up by itself after 10 s. */
const TIMEOUT_MS = 20_000;

/** Asks the origin; resolves as soon as the head of its answer is there. Rejects if there is none. */
export type AskOrigin = (shared: SharedRequest) => Promise<IncomingMessage>;

/**
 * Asks a handler of this process by HTTP, over connections that never leave its memory: the handler has a request and
 * a response like any other, of which no client's going away or slowness is a part.
 */
export function askInProcess(handler: RequestListener): AskOrigin {
  const server = createServer(handler);
  return ({ method, url, headers }) =>
    new Promise((resolve, reject) => {
      const [ours, theirs] = duplexPair();
      // An end reaches the other side by itself, a breaking off does not.
      ours.on('close', () => theirs.destroy());
      theirs.on('close', () => ours.destroy());
      server.emit('connection', theirs);
      const asked = request({
        method,
        path: url,
        headers,
        createConnection: () => ours,
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      asked.on('response', resolve);
      asked.on('error', reject);
      asked.end();
    });
}
