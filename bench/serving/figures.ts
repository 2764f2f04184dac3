import type { Server } from '@/bench/suite/servers';

/** Collections that came to an end since the start, and the longest hold of the event loop since this was asked last. */
export async function figuresOf({ origin }: Server): Promise<{ collected: number; longestHoldMs: number }> {
  const text = await (await fetch(`${origin}/api/prometheus`)).text();
  const figure = (pattern: RegExp) => Number(pattern.exec(text)?.[1] ?? Number.NaN);
  return {
    collected: figure(/^tracker_collections_total\{outcome="collected"\} (\d+)/m),
    longestHoldMs: 1000 * figure(/^nodejs_eventloop_lag_max_seconds (\S+)/m),
  };
}
