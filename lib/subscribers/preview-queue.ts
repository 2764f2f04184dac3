/** So many wait at most while one is computed. */
const MAX_WAITING = 2;

/** Too many wait already. */
export class QueueFullError extends Error {
  override name = 'QueueFullError';
}

/** Computes a preview; `signal` is aborted once nobody waits for it. */
export type Compute<Answer> = (signal: AbortSignal) => Promise<Answer>;

export interface PreviewQueue<Answer> {
  /**
   * Waits for its turn, computes, and resolves with the answer; whoever asks for the same `key` meanwhile shares it.
   * Rejects with the reason of `signal` as soon as that is aborted, and with QueueFullError where too many wait.
   */
  ask(key: string, compute: Compute<Answer>, signal: AbortSignal): Promise<Answer>;
}

interface Shared<Answer> {
  answer: Promise<Answer>;
  /** Those who wait for it. */
  askers: number;
  end: AbortController;
}

/** One computation at a time, in the order in which they were asked for. */
export function openPreviewQueue<Answer>(): PreviewQueue<Answer> {
  const underWay = new Map<string, Shared<Answer>>();
  let last: Promise<unknown> = Promise.resolve();

  function begin(key: string, compute: Compute<Answer>): Shared<Answer> {
    if (underWay.size > MAX_WAITING) throw new QueueFullError('too many previews wait');
    const end = new AbortController();
    const answer = last.then(() => {
      end.signal.throwIfAborted();
      return compute(end.signal);
    });
    const shared = { answer, askers: 0, end };
    underWay.set(key, shared);
    last = answer
      .catch(() => undefined)
      .finally(() => {
        if (underWay.get(key) === shared) underWay.delete(key);
      });
    return shared;
  }

  function leave(key: string, shared: Shared<Answer>): void {
    shared.askers -= 1;
    if (shared.askers > 0) return;
    // Whoever asks for the same from now on must not share what is being given up.
    if (underWay.get(key) === shared) underWay.delete(key);
    shared.end.abort(new Error('nobody waits for this preview any more'));
  }

  return {
    async ask(key, compute, signal) {
      signal.throwIfAborted();
      const shared = underWay.get(key) ?? begin(key, compute);
      shared.askers += 1;
      let stop = () => {};
      const gone = new Promise<never>((_, reject) => {
        stop = () => reject(signal.reason);
        signal.addEventListener('abort', stop, { once: true });
      });
      try {
        return await Promise.race([shared.answer, gone]);
      } finally {
        signal.removeEventListener('abort', stop);
        leave(key, shared);
      }
    },
  };
}
