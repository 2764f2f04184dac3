import { setImmediate as turn } from 'node:timers/promises';

/** Longer than this, nothing else gets its turn. */
const SLICE_MS = 15;

/**
 * Runs a generator to its end in slices of some 15 ms, between which the event loop does what else there is. What
 * `between` throws after a slice ends it.
 */
export async function inSlices<T>(work: Generator<void, T>, between?: () => void): Promise<T> {
  let sliceMs = performance.now();
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
    if (performance.now() - sliceMs < SLICE_MS) continue;
    await turn();
    between?.();
    sliceMs = performance.now();
  }
}
