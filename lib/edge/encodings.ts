import { promisify } from 'node:util';
import { brotliCompress, brotliDecompress, constants, gzip } from 'node:zlib';
import { LRUCache } from 'lru-cache';
import Negotiator from 'negotiator';

/** By preference: what is smaller. */
const ENCODINGS = ['br', 'gzip', 'identity'] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** A fifth of the time of the next quality that is noticeably smaller. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };

/** One packet either way. */
const LEAST_BYTES = 1024;
const TEXT = /^(?:text\/|image\/svg|application\/(?:[\w.+-]*json|[\w.+-]*xml|javascript))/;

export const toBrotli = (body: Buffer): Promise<Buffer> => promisify(brotliCompress)(body, BROTLI);
export const fromBrotli: (body: Buffer) => Promise<Buffer> = promisify(brotliDecompress);
export const toGzip: (body: Buffer) => Promise<Buffer> = promisify(gzip);

/** There are few browsers: what their header means is worked out once. */
const known = new LRUCache<string, Encoding>({ max: 64 });

/** The best encoding that an Accept-Encoding header allows. */
export function encodingFor(acceptEncoding: string | undefined): Encoding {
  if (acceptEncoding === undefined) return 'identity';
  const encoding = known.get(acceptEncoding) ?? negotiated(acceptEncoding);
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
  return bytes >= LEAST_BYTES && TEXT.test(contentType ?? '');
}
