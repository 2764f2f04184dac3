import { SourceFailure } from './failure';

/**
 * How long the answers of one exchange may be worked on in one collection. Parsing holds the thread that all exchanges
 * share, and no timer runs meanwhile: the work has to look at the clock itself.
 */
export interface WorkLimit {
  /** An answer has come. */
  begin(): void;
  /** The next request is sent, or nothing is left to do. */
  end(): void;
  /** Throws SourceFailure where the time is over. */
  check(): void;
}

/** The largest recorded answers take 2 % of the usual time-out; a small machine is ten times as slow. */
const WORK_SHARE = 0.3;

/** A share of the time that the exchange has in all. */
export function workLimit(timeoutMs: number): WorkLimit {
  const maxMs = timeoutMs * WORK_SHARE;
  let spentMs = 0;
  let startedMs: number | null = null;
  const runningMs = () => (startedMs === null ? 0 : performance.now() - startedMs);
  return {
    begin: () => {
      startedMs = performance.now();
    },
    end: () => {
      spentMs += runningMs();
      startedMs = null;
    },
    check: () => {
      if (spentMs + runningMs() <= maxMs) return;
      throw new SourceFailure(`its answers take more than ${maxMs / 1000} s to read`);
    },
  };
}
