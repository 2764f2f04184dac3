import { promisify } from 'node:util';
import { type BrotliOptions, brotliCompress, brotliDecompress, constants, gzip } from 'node:zlib';
import { LRUCache } from 'lru-cache';
import Negotiator from 'negotiator';

/** By preference: what is smaller. */
const ENCODINGS = ['br', 'gzip', 'identity'] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** A fifth of the time of the next quality that is noticeably smaller. */
export const BROTLI_QUALITY = 4;

/** An answer this long, such as the list of all markets, is half as long by it, for 55 ms more of another thread. */
const LONG_BYTES = 256 * 1024;
const LONG_QUALITY = 9;

/** One packet either way. */
const MIN_BYTES = 1024;
const TEXT = /^(?:text\/|image\/svg|application\/(?:[\w.+-]*json|[\w.+-]*xml|javascript))/;

const compress: (body: Buffer, options: BrotliOptions) => Promise<Buffer> = promisify(brotliCompress);
export const fromBrotli: (body: Buffer) => Promise<Buffer> = promisify(brotliDecompress);
export const toGzip: (body: Buffer) => Promise<Buffer> = promisify(gzip);

/** There are few browsers: what their header means is worked out once. */
const known = new LRUCache<string, Encoding>({ max: 64 });

/** The window is as large as the body, and no larger: that takes a third less time for what is short. */
export function toBrotli(body: Buffer): Promise<Buffer> {
  const window = Math.ceil(Math.log2(body.length + 16));
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: body.length < LONG_BYTES ? BROTLI_QUALITY : LONG_QUALITY,
    [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
    [constants.BROTLI_PARAM_LGWIN]: Math.min(Math.max(window, 16), constants.BROTLI_DEFAULT_WINDOW),
  };
  return compress(body, { params });
}

/** The best encoding that an Accept-Encoding header allows. */
export function encodingFor(acceptEncoding: string | undefined): Encoding {
  if (acceptEncoding === undefined) return 'identity';
  const before = known.get(acceptEncoding);
  if (before !== undefined) return before;
  const encoding = negotiated(acceptEncoding);
  known.set(acceptEncoding, encoding);
  return encoding;
}

function negotiated(acceptEncoding: string): Encoding {
  const allowed = new Negotiator({ headers: { 'accept-encoding': acceptEncoding } }).encodings([
    ...ENCODINGS,
  ]);
  return ENCODINGS.find((encoding) => allowed.includes(encoding)) ?? 'identity';
}

/** True if compressing makes it smaller. */
export function isCompressible(contentType: string | undefined, bytes: number): boolean {
  return bytes >= MIN_BYTES && TEXT.test(contentType ?? '');
}
