import { LRUCache } from 'lru-cache';
import type { Encoding } from './encodings';
import { bodyOf, type Entry, sizeOf } from './entry';
import { varies } from './keepable';
import type { SharedRequest } from './shared-request';

/** Kept answers, the least recently used of them given up beyond a number of bytes. */
export interface Store {
  find(shared: SharedRequest): Entry | undefined;
  put(shared: SharedRequest, entry: Entry): void;
  /** The body of an entry in that encoding. One is made at a time: each takes a thread, and some a lot of memory. */
  body(shared: SharedRequest, entry: Entry, encoding: Encoding): Promise<Buffer>;
  readonly bytes: number;
  readonly entries: number;
}

/** What was asked for once may push out all else of its kind, but of what was asked for again only this share. */
const SHARE_OF_ONCE = 1 / 8;

/**
 * Answers that were asked for once stand apart from those that were asked for again: addresses that somebody makes up
 * push out each other, and not what others read.
 */
export function openStore(mostBytes: number): Store {
  const open = () =>
    new LRUCache<string, Entry>({
      maxSize: mostBytes,
      // No single answer may push out all others.
      maxEntrySize: Math.ceil(mostBytes / 8),
      sizeCalculation: (entry, key) => sizeOf(entry) + 2 * key.length,
    });
  const once = open();
  const again = open();
  const keyOf = (shared: SharedRequest, entry: Entry) =>
    varies(entry.headers).includes('accept') ? byAccept(shared) : shared.url;
  let making: Promise<unknown> = Promise.resolve();

  function get(key: string): Entry | undefined {
    const known = again.get(key);
    if (known !== undefined) return known;
    const entry = once.peek(key);
    if (entry === undefined) return undefined;
    once.delete(key);
    again.set(key, entry);
    return entry;
  }

  function set(key: string, entry: Entry): void {
    (again.has(key) ? again : once).set(key, entry);
    while (once.calculatedSize + again.calculatedSize > mostBytes) {
      const isOnceLarge = once.calculatedSize > mostBytes * SHARE_OF_ONCE;
      (isOnceLarge || again.size === 0 ? once : again).pop();
    }
  }

  return {
    find: (shared) => get(shared.url) ?? get(byAccept(shared)),
    put(shared, entry) {
      const key = keyOf(shared, entry);
      // An answer that varies from now on must not stand behind its predecessor, which did not.
      if (key !== shared.url) for (const kept of [once, again]) kept.delete(shared.url);
      set(key, entry);
    },
    body(shared, entry, encoding) {
      const make = async () => {
        const before = entry.bodies.gzip;
        const body = await bodyOf(entry, encoding);
        const key = keyOf(shared, entry);
        const isKept = once.peek(key) === entry || again.peek(key) === entry;
        // It has grown, and may have been given up meanwhile.
        if (entry.bodies.gzip !== before && isKept) set(key, entry);
        return body;
      };
      const made = making.then(make);
      making = made.catch(() => undefined);
      return made;
    },
    get bytes() {
      return once.calculatedSize + again.calculatedSize;
    },
    get entries() {
      return once.size + again.size;
    },
  };
}

function byAccept({ url, headers }: SharedRequest): string {
  return `${url} ${headers.accept}`;
}
