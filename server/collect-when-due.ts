const FIRST_RETRY_MS = 5_000;
const LONGEST_RETRY_MS = 60_000;

export interface DueDeps {
  /** One try at the current slot: true if that slot needs no other. Never rejects. */
  collect(): Promise<boolean>;
  intervalMs: number;
  /** ms since the epoch, UTC. */
  clock(): number;
}

/**
 * To be called as often as you like, one call after the other: tries each slot once, and again as long as it lasts
 * where that failed or another process was at it (which may have been killed). Waits 5 s before the second try, then
 * twice as long each time, a minute at most.
 */
export function collectWhenDue({ collect, intervalMs, clock }: DueDeps): () => Promise<void> {
  let slot = Number.NaN;
  let isSettled = false;
  let waitMs = FIRST_RETRY_MS;
  let triedMs = Number.NEGATIVE_INFINITY;
  return async () => {
    const nowMs = clock();
    const current = Math.floor(nowMs / intervalMs);
    if (current !== slot) {
      slot = current;
      isSettled = false;
      waitMs = FIRST_RETRY_MS;
    } else {
      if (isSettled || nowMs - triedMs < waitMs) return;
      waitMs = Math.min(2 * waitMs, LONGEST_RETRY_MS);
    }
    triedMs = nowMs;
    isSettled = await collect();
  };
}
