import { BusyError } from './busy-error';
import { type Entry, maySendStale } from './entry';
import type { AskInTurn } from './lanes';
import type { Job } from './queue';
import { type Asked, readAnswer } from './read-answer';
import type { Lane } from './routes';
import type { SharedRequest } from './shared-request';
import type { Store } from './store';

/** So long an origin that failed is left alone, where there is something else to send; and one that is busy. */
const RETRY_MS = 5_000;
const BUSY_RETRY_MS = 1_000;

export interface FetchDeps {
  ask: AskInTurn;
  store: Store;
  /** ms UTC. */
  clock: () => number;
}

/** What an answer is fetched for. */
export interface Wanted {
  shared: SharedRequest;
  lane: Lane;
  /** Who asked first, and until when somebody waits. */
  client: string;
  signal: AbortSignal;
  /** The collection that the answer will be of. */
  version: string;
  /** What is kept, and no longer fresh. */
  held: Entry | undefined;
}

/**
 * Fetches an answer and keeps it if it may be kept. Where the origin fails or is busy, what is held is the answer, if
 * it may be sent stale. Rejects where there is no answer at all.
 */
export async function fetchAnswer(deps: FetchDeps, wanted: Wanted): Promise<Asked> {
  const { store, clock } = deps;
  const { shared, held } = wanted;
  const asked = await askOnce(deps, wanted).catch((error: unknown) => ({ error }));
  if ('entry' in asked) {
    store.put(shared, asked.entry);
    return asked;
  }
  const failed = 'error' in asked || (asked.answer.statusCode ?? 500) >= 500;
  if (failed && held !== undefined && maySendStale(held, shared)) {
    if ('answer' in asked) asked.answer.destroy();
    const isBusy = 'error' in asked && asked.error instanceof BusyError;
    held.retryAtMs = clock() + (isBusy ? BUSY_RETRY_MS : RETRY_MS);
    return { entry: held };
  }
  if ('error' in asked) throw asked.error;
  return asked;
}

async function askOnce({ ask }: FetchDeps, { shared, lane, version, held, ...who }: Wanted): Promise<Asked> {
  const job: Job = { ...who, isRenewal: held !== undefined };
  return readAnswer(await ask(lane, job, shared), shared, version);
}
