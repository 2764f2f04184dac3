import type { ServerResponse } from 'node:http';

/** What an answer holds: a body that others may be sent too, or how many bytes it holds of its own now. */
type Holding = Buffer | (() => number);

export interface Unread {
  /** Counts an answer that its client has not taken yet, until it has. */
  add(response: ServerResponse, holding: Holding): void;
  /** All that unread answers hold now, bytes; a body that many are sent counts once. */
  bytes(): number;
}

const LOOK_MS = 500;

/** Bounds what answers hold that nobody reads: beyond `maxBytes` those that have been unread the longest are cut off. */
export function openUnread(maxBytes: number): Unread {
  /** The oldest first. */
  const answers = new Map<ServerResponse, Holding>();
  let timer: NodeJS.Timeout | undefined;

  function bytes(): number {
    const bodies = new Set<Buffer>();
    let sum = 0;
    for (const holding of answers.values()) {
      if (typeof holding === 'function') sum += holding();
      else bodies.add(holding);
    }
    for (const body of bodies) sum += body.length;
    return sum;
  }

  function cutOff(): void {
    for (const response of answers.keys()) {
      if (bytes() <= maxBytes) return;
      answers.delete(response);
      response.destroy();
    }
  }

  function remove(response: ServerResponse): void {
    answers.delete(response);
    if (answers.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  }

  return {
    add(response, holding) {
      if (response.destroyed) return;
      answers.set(response, holding);
      response.once('close', () => remove(response));
      // What streams grows without being added again.
      timer ??= setInterval(cutOff, LOOK_MS).unref();
      cutOff();
    },
    bytes,
  };
}
