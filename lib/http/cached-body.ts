import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { singleton } from '@/lib/platform/singleton';

/** A body ready to be sent, and the strong ETag of its bytes. */
export interface CachedBody {
  bytes: Uint8Array<ArrayBuffer>;
  etag: string;
}

type Render = () => Promise<string | Uint8Array>;

/** Of a self-hosted server the edge keeps what is asked for often; here it is for those who ask at once. */
const LARGEST_BYTES = 16 * 1024 * 1024;
/** What an entry costs beside its body: key, ETag, bookkeeping. */
const ENTRY_BYTES = 512;

const bodies = () =>
  singleton(
    'cached-bodies',
    () =>
      new LRUCache<string, CachedBody, Render>({
        maxSize: LARGEST_BYTES,
        sizeCalculation: ({ bytes }, key) => bytes.byteLength + 2 * key.length + ENTRY_BYTES,
        fetchMethod: (_key, _stale, { context }) => render(context),
        // An entry pushed out while it is being made still answers those who wait for it.
        ignoreFetchAbort: true,
        allowStaleOnFetchAbort: true,
      }),
  );

/** The body kept under `key`, else made by `make`: once, for all who ask meanwhile. What `make` throws is not kept. */
export async function cachedBody(key: string, make: Render): Promise<CachedBody> {
  return (await bodies().fetch(key, { context: make })) ?? render(make);
}

/** A body that is not kept. */
export async function render(make: Render): Promise<CachedBody> {
  const made = await make();
  const bytes = typeof made === 'string' ? new TextEncoder().encode(made) : new Uint8Array(made);
  const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 27)}"`;
  return { bytes, etag };
}
