import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Encoding, encodingFor } from './encodings';
import { type Entry, encodingOf, readyBody } from './entry';
import type { SharedRequest } from './shared-request';
import type { Store } from './store';
import type { Unread } from './unread';

interface Sending {
  entry: Entry;
  store: Store;
  unread: Unread;
  shared: SharedRequest;
  request: IncomingMessage;
  response: ServerResponse;
  cacheStatus: string;
  /** ms UTC. */
  nowMs: number;
}

/** Sends a kept answer as this client wants it, at once where it is kept so: encoded, as a 304, or its head alone. */
export function send(sending: Sending): Promise<void> | undefined {
  const { entry, store, shared, request } = sending;
  const encoding = encodingOf(entry, encodingFor(request.headers['accept-encoding']));
  if (isHeld(request.headers['if-none-match'], entry.etag)) {
    sendUnchanged(sending, encoding);
    return undefined;
  }
  const body = readyBody(entry, encoding);
  if (body === undefined) {
    return store.body(shared, entry, encoding).then((made) => {
      if (!sending.response.destroyed) sendWhole(sending, encoding, made);
    });
  }
  sendWhole(sending, encoding, body);
  return undefined;
}

function sendWhole(sending: Sending, encoding: Encoding, body: Buffer): void {
  const { entry, request, response, unread } = sending;
  entry.heads[encoding] ??= headOf(entry, encoding, body);
  response.writeHead(200, [...entry.heads[encoding], ...saidAnew(sending)]);
  response.end(request.method === 'HEAD' ? undefined : body);
  // Most are with the system at once; a client that does not read leaves some.
  if (response.writableLength > 0) unread.add(response, body);
}

function sendUnchanged(sending: Sending, encoding: Encoding): void {
  const { 'content-type': _, ...headers } = sending.entry.headers;
  const etag = etagOf(sending.entry, encoding);
  sending.response.writeHead(304, [...Object.entries({ ...headers, etag }).flat(), ...saidAnew(sending)]);
  sending.response.end();
}

function headOf(entry: Entry, encoding: Encoding, body: Buffer): string[] {
  const encoded = encoding === 'identity' ? {} : { 'content-encoding': encoding };
  const etag = etagOf(entry, encoding);
  return Object.entries({ ...entry.headers, etag, ...encoded, 'content-length': String(body.length) }).flat();
}

/** What hangs on when and how it is sent. */
function saidAnew({ entry, cacheStatus, nowMs }: Sending): string[] {
  const age = Math.max(0, Math.floor((nowMs - entry.bornMs) / 1000));
  return ['age', String(age), 'cache-status', `edge; ${cacheStatus}`];
}

/** Weak where we have encoded it: the same answer in other bytes (RFC 9110, 8.8.1). */
function etagOf({ etag }: Entry, encoding: Encoding): string {
  return encoding === 'identity' ? etag : `W/${opaque(etag)}`;
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
