import { inSlices as run } from '@/lib/platform/slices';

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

/** Runs a generator to its end in slices. Throws what `checkPace` throws. */
export function inSlices<T>(work: Generator<void, T>, pace: Pace): Promise<T> {
  return run(work, () => checkPace(pace));
}
