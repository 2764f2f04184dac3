import type { IncomingMessage } from 'node:http';
import type { Transform } from 'node:stream';
import { constants, createBrotliCompress, createGzip } from 'node:zlib';
import { BROTLI_QUALITY, type Encoding, encodingFor, isCompressible } from './encodings';

export interface Encoder {
  encoding: Exclude<Encoding, 'identity'>;
  stream: Transform;
}

/** Without a body, or a part of one whose place is counted in uncompressed bytes. */
const UNENCODED_STATUS = [204, 206, 304];
/** 256 KB: the text of a page, and a fifteenth of the memory of the largest. */
const WINDOW_BITS = 18;
/** What has come is sent on when nothing follows it for so long. */
const FLUSH_MS = 30;

/** Compresses the answer as it passes; null where it stays as it is: too short, not text, or not wanted. */
export function encoderFor(request: IncomingMessage, answer: IncomingMessage): Encoder | null {
  const encoding = encodingFor(request.headers['accept-encoding']);
  if (encoding === 'identity' || request.method === 'HEAD' || !mayBeEncoded(answer)) return null;
  const stream =
    encoding === 'br'
      ? createBrotliCompress({
          params: {
            [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY,
            [constants.BROTLI_PARAM_LGWIN]: WINDOW_BITS,
          },
        })
      : createGzip();
  const timer = setTimeout(() => {
    if (stream.writable) stream.flush();
  }, FLUSH_MS);
  answer.on('data', () => timer.refresh());
  stream.on('close', () => clearTimeout(timer));
  return { encoding, stream };
}

/** True if the answer is of a kind that is sent compressed to those who take it. */
export function mayBeEncoded({ statusCode = 200, headers }: IncomingMessage): boolean {
  if (UNENCODED_STATUS.includes(statusCode) || headers['content-encoding'] !== undefined) return false;
  if (/\bno-transform\b/.test(headers['cache-control'] ?? '')) return false;
  const bytes = Number(headers['content-length'] ?? Number.POSITIVE_INFINITY);
  return isCompressible(headers['content-type'], bytes);
}
