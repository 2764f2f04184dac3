import { setImmediate as turn } from 'node:timers/promises';

/** Longer than this, nothing else gets its turn. */
const SLICE_MS = 20;

/** The time for a preview is up. */
export class OutOfTimeError extends Error {
  override name = 'OutOfTimeError';
}

/** How long a preview may go on, and who may end it before. */
export interface Pace {
  /** Aborted once nobody waits for it. */
  signal: AbortSignal;
  /** True once its time is up. */
  isOver(): boolean;
}

/** Throws the signal's reason, or OutOfTimeError. */
export function checkPace({ signal, isOver }: Pace): void {
  signal.throwIfAborted();
  if (isOver()) throw new OutOfTimeError('the time for this preview is up');
}

/**
 * Runs a generator to its end in slices of some 20 ms, between which the event loop does what else there is. Throws what
 * `checkPace` throws.
 */
export async function inSlices<T>(work: Generator<void, T>, pace: Pace): Promise<T> {
  let sliceMs = performance.now();
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
    if (performance.now() - sliceMs < SLICE_MS) continue;
    await turn();
    checkPace(pace);
    sliceMs = performance.now();
  }
}
