import { LRUCache } from 'lru-cache';
import type { Encoding } from './encodings';
import { bodyOf, type Entry, sizeOf } from './entry';
import { varies } from './keepable';
import type { SharedRequest } from './shared-request';

/** Kept answers, the least recently used of them given up beyond a number of bytes. */
export interface Store {
  find(shared: SharedRequest): Entry | undefined;
  put(shared: SharedRequest, entry: Entry): void;
  /** The body of an entry in that encoding. */
  body(shared: SharedRequest, entry: Entry, encoding: Encoding): Promise<Buffer>;
  readonly bytes: number;
  readonly entries: number;
}

export function openStore(mostBytes: number): Store {
  const kept = new LRUCache<string, Entry>({
    maxSize: mostBytes,
    // No single answer may push out all others.
    maxEntrySize: Math.ceil(mostBytes / 8),
    sizeCalculation: (entry, key) => sizeOf(entry) + 2 * key.length,
  });
  const keyOf = (shared: SharedRequest, entry: Entry) =>
    varies(entry.headers).includes('accept') ? byAccept(shared) : shared.url;

  return {
    find: (shared) => kept.get(shared.url) ?? kept.get(byAccept(shared)),
    put(shared, entry) {
      // An answer that varies from now on must not stand behind its predecessor, which did not.
      kept.delete(shared.url);
      kept.set(keyOf(shared, entry), entry);
    },
    async body(shared, entry, encoding) {
      const before = entry.bodies.gzip;
      const body = await bodyOf(entry, encoding);
      const key = keyOf(shared, entry);
      // It has grown, and may have been given up meanwhile.
      if (entry.bodies.gzip !== before && kept.peek(key) === entry) kept.set(key, entry);
      return body;
    },
    get bytes() {
      return kept.calculatedSize;
    },
    get entries() {
      return kept.size;
    },
  };
}

function byAccept({ url, headers }: SharedRequest): string {
  return `${url} ${headers.accept}`;
}
