import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Encoder, encoderFor, mayBeEncoded } from './encoder';
import { varies } from './keepable';
import type { Unread } from './unread';

/** Of the origin's connection, not of the client's. */
const OF_CONNECTION = ['connection', 'keep-alive', 'transfer-encoding'];

/** The origin is free again once this much of its answer is taken, however slowly the client reads it. */
const TAKEN_BYTES = 8 * 1024 * 1024;

/**
 * Passes an answer on as it comes, compressed where that helps, of which `begun` was read already. A client that goes
 * away ends it.
 */
export async function passOn(
  { answer, begun }: { answer: IncomingMessage; begun: Buffer[] },
  request: IncomingMessage,
  response: ServerResponse,
  unread: Unread,
): Promise<void> {
  const encoder = encoderFor(request, answer);
  response.writeHead(answer.statusCode ?? 502, headersOf(answer, encoder));
  if (request.method === 'HEAD') {
    answer.destroy();
    response.end();
    return;
  }
  const taken = new PassThrough({ highWaterMark: TAKEN_BYTES });
  unread.add(response, () => taken.readableLength + taken.writableLength + response.writableLength);
  for (const chunk of begun) taken.write(chunk);
  if (encoder === null) await pipeline(answer, taken, response);
  else await pipeline(answer, taken, encoder.stream, response);
}

function headersOf(answer: IncomingMessage, encoder: Encoder | null): OutgoingHttpHeaders {
  const headers: OutgoingHttpHeaders = Object.fromEntries(
    Object.entries(answer.headers).filter(([name]) => !OF_CONNECTION.includes(name)),
  );
  const varied = varies(answer.headers);
  if (mayBeEncoded(answer) && !varied.includes('*'))
    headers.vary = [...new Set([...varied, 'accept-encoding'])].join(', ');
  if (encoder === null) return headers;
  delete headers['content-length'];
  headers['content-encoding'] = encoder.encoding;
  // The same answer in other bytes (RFC 9110, 8.8.1).
  const { etag } = answer.headers;
  if (etag !== undefined) headers.etag = etag.startsWith('W/') ? etag : `W/${etag}`;
  return headers;
}
