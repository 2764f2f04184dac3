import type { IncomingMessage, ServerResponse } from 'node:http';
import { encodingFor } from './encodings';
import { type Entry, encodingOf } from './entry';
import type { Headers } from './finish';
import type { SharedRequest } from './shared-request';
import type { Store } from './store';

interface Sending {
  entry: Entry;
  store: Store;
  shared: SharedRequest;
  request: IncomingMessage;
  response: ServerResponse;
  cacheStatus: string;
}

/** Sends a kept answer as this client wants it: encoded, as a 304, or its head alone. */
export async function send({ entry, store, shared, request, response, cacheStatus }: Sending): Promise<void> {
  const encoding = encodingOf(entry, encodingFor(request.headers['accept-encoding']));
  const headers: Headers = {
    ...entry.headers,
    // Weak where we have encoded it: the same answer in other bytes (RFC 9110, 8.8.1).
    etag: encoding === 'identity' ? entry.etag : `W/${opaque(entry.etag)}`,
    age: String(Math.floor(entry.policy.age())),
    'cache-status': `edge; ${cacheStatus}`,
  };
  if (isHeld(request.headers['if-none-match'], entry.etag)) {
    delete headers['content-type'];
    response.writeHead(304, headers).end();
    return;
  }
  const body = await store.body(shared, entry, encoding);
  const encoded = encoding === 'identity' ? {} : { 'content-encoding': encoding };
  response.writeHead(200, { ...headers, ...encoded, 'content-length': body.length });
  response.end(request.method === 'HEAD' ? undefined : body);
}

/** RFC 9110, 13.1.2: the client has it already, in whatever encoding. */
function isHeld(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  const held = ifNoneMatch.split(',').map((tag) => opaque(tag.trim()));
  return held.includes('*') || held.includes(opaque(etag));
}

function opaque(etag: string): string {
  return etag.replace(/^W\//, '');
}
