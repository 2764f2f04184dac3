import { SourceFailure } from './failure';

/** The time that one source has in one collection, and what of it is left. */
export interface Budget {
  timeoutMs: number;
  /** Aborted when the time is over; ends every request of this source. */
  signal: AbortSignal;
  remainingMs(): number;
  /** How often something was asked again. */
  retries: number;
  /** Resolves after `ms`; rejects when the time is over. */
  sleep(ms: number): Promise<void>;
  random(): number;
  /** ms since the epoch, UTC. */
  clock(): number;
}

const TRIES = 3;
const BACKOFF_MS = 250;

/**
 * The result of `attempt`, tried again (up to three times in all) where that may help and fits in the budget.
 * Waits twice as long each time, with a jitter of a half, or as long as the source asks. Throws the last failure.
 */
export async function withRetry<T>(budget: Budget, attempt: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof SourceFailure) || !error.retry || tries === TRIES) throw error;
      const backoff = BACKOFF_MS * 2 ** (tries - 1) * (0.5 + budget.random());
      const wait = Math.max(error.retryAfterMs ?? 0, backoff);
      if (wait >= budget.remainingMs()) throw error;
      await budget.sleep(wait);
      budget.retries += 1;
    }
  }
}
