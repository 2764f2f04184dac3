import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type CachePolicy from 'http-cache-semantics';
import { type Encoding, fromBrotli, isCompressible, toBrotli, toGzip } from './encodings';
import { finish, type Headers } from './finish';
import { varies } from './keepable';
import type { SharedRequest } from './shared-request';

/** An answer that is kept. */
export interface Entry {
  /** The collection that was the last one when it was asked for. */
  version: string;
  policy: CachePolicy;
  /** As they are sent, but for what hangs on the request: length, encoding, age, ETag. */
  headers: Headers;
  /** Strong, of the uncompressed body. */
  etag: string;
  /** By encoding. One was made when it was kept, gzip is added when somebody wants it. */
  bodies: Partial<Record<Encoding, Buffer>>;
  /** Uncompressed, for as long as it is on its way to somebody: it is large, and wanted rarely. */
  plain?: WeakRef<Buffer>;
  /** By encoding, the headers of a whole answer: names and values in turn, made for the first who wants it. */
  heads: Partial<Record<Encoding, readonly string[]>>;
  /** When it was made, by its Age, and until when it says that it is fresh, ms UTC. */
  bornMs: number;
  freshUntilMs: number;
  /** The origin failed: not asked again before this, ms UTC. */
  retryAtMs: number;
}

/** The version of an answer that no collection changes. */
export const CONSTANT = 'constant';

/** Of the connection and not of the answer, or said anew each time. */
const NOT_KEPT = ['connection', 'keep-alive', 'transfer-encoding', 'content-length', 'date', 'age', 'etag'];

/** What is kept of the answer to `shared`. */
export async function makeEntry(
  { version, policy, shared }: { version: string; policy: CachePolicy; shared: SharedRequest },
  answered: IncomingHttpHeaders,
  body: Buffer,
): Promise<Entry> {
  const compressible = isCompressible(answered['content-type'], body.length);
  const headers = finish(kept(answered), body);
  if (compressible) headers.vary = [...new Set([...varies(headers), 'accept-encoding'])].join(', ');
  const isConstant = version === CONSTANT;
  // What is constant is as if it had just been made, at any time.
  const bornMs = isConstant ? Number.POSITIVE_INFINITY : Date.now() - 1000 * policy.age();
  // Of all that the policy looks at, only time differs between the requests that find this: it is asked once for them.
  const mayBeFresh = policy.satisfiesWithoutRevalidation(shared);
  return {
    version,
    policy,
    bornMs,
    freshUntilMs: mayBeFresh ? bornMs + 1000 * policy.maxAge() : 0,
    headers,
    etag: answered.etag ?? `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`,
    bodies: compressible ? { br: alone(await toBrotli(body)) } : { identity: alone(body) },
    heads: {},
    retryAtMs: 0,
  };
}

/** A copy in memory of its own: a body may be a part of a larger piece, all of which would be kept with it. */
function alone(body: Buffer): Buffer {
  const copy = Buffer.allocUnsafeSlow(body.length);
  body.copy(copy);
  return copy;
}

function kept(answered: IncomingHttpHeaders): Headers {
  return Object.fromEntries(
    Object.entries(answered).flatMap(([name, value]) =>
      typeof value === 'string' && !NOT_KEPT.includes(name) ? [[name, value]] : [],
    ),
  );
}

/** True if it may be sent without asking: made for the last collection, and not older than it says itself. */
export function isFresh({ version, freshUntilMs }: Entry, now: unknown, nowMs: number): boolean {
  return version === now && nowMs < freshUntilMs;
}

/** The encoding that an entry is sent in to a client that would like `wanted`: what cannot be compressed never is. */
export function encodingOf({ bodies }: Entry, wanted: Encoding): Encoding {
  return bodies.br === undefined ? 'identity' : wanted;
}

/** The body in that encoding, where it is there already. */
export function readyBody({ bodies, plain }: Entry, encoding: Encoding): Buffer | undefined {
  return bodies[encoding] ?? (encoding === 'identity' ? plain?.deref() : undefined);
}

/** The body in that encoding. Of those that are made, gzip is kept, and what is uncompressed while somebody has it. */
export async function bodyOf(entry: Entry, encoding: Encoding): Promise<Buffer> {
  const ready = readyBody(entry, encoding);
  if (ready !== undefined) return ready;
  const { bodies } = entry;
  const plain = readyBody(entry, 'identity') ?? (await fromBrotli(bodies.br ?? Buffer.alloc(0)));
  if (encoding !== 'identity') {
    bodies.gzip = alone(await toGzip(plain));
    return bodies.gzip;
  }
  if (plain !== bodies.identity) entry.plain = new WeakRef(plain);
  return plain;
}

/** True if the answer's own rules let it stand in for an origin that fails (`stale-if-error`). */
export function maySendStale({ policy }: Entry, shared: SharedRequest): boolean {
  return !policy.revalidatedPolicy(shared, { status: 503, headers: {} }).modified;
}

/** What it costs to keep, in bytes. */
export function sizeOf({ headers, bodies }: Entry): number {
  const held = Object.values(bodies).reduce((sum, { length }) => sum + length, 0);
  return held + JSON.stringify(headers).length + OBJECTS_BYTES;
}

/** The policy with its own headers, the entry, its ready heads, and the place in the store: as 100,000 of them measure. */
const OBJECTS_BYTES = 2048;
