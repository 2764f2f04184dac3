import { type Asked, ask } from './ask';
import { type Entry, maySendStale } from './entry';
import type { AskOrigin } from './origin';
import type { SharedRequest } from './shared-request';
import type { Store } from './store';

/** So long an origin that failed is left alone, where there is something else to send. */
const RETRY_MS = 5_000;

export interface FetchDeps {
  askOrigin: AskOrigin;
  store: Store;
  /** ms UTC. */
  clock: () => number;
}

/** What an answer is fetched for. */
export interface Wanted {
  shared: SharedRequest;
  /** The collection that the answer will be of. */
  version: string;
  /** What is kept, and no longer fresh. */
  held: Entry | undefined;
}

/**
 * Fetches an answer and keeps it if it may be kept. Where the origin fails, what is held is the answer, if it may be
 * sent stale. Rejects where there is no answer at all.
 */
export async function fetchAnswer(
  { askOrigin, store, clock }: FetchDeps,
  { shared, version, held }: Wanted,
): Promise<Asked> {
  const asked = await ask(askOrigin, shared, version).catch((error: unknown) => ({ error }));
  if ('entry' in asked) {
    store.put(shared, asked.entry);
    return asked;
  }
  const failed = 'error' in asked || (asked.answer.statusCode ?? 500) >= 500;
  if (failed && held !== undefined && maySendStale(held, shared)) {
    if ('answer' in asked) asked.answer.destroy();
    held.retryAtMs = clock() + RETRY_MS;
    return { entry: held };
  }
  if ('error' in asked) throw asked.error;
  return asked;
}
