/** How far a backfill is. */
export interface BackfillProgress {
  /** Markets done, of how many. */
  done: number;
  total: number;
  /** As long as the slowest exchange will take at its pace until now; null before its first market is done. */
  remainingMs: number | null;
}

/** Counts markets by exchange. `clock` answers ms; the exchanges are asked at the same time, so the slowest counts. */
export function progressCounter(totals: ReadonlyMap<string, number>, clock: () => number) {
  const startedMs = clock();
  const done = new Map([...totals.keys()].map((exchange) => [exchange, 0]));
  return {
    count(exchange: string, markets = 1): void {
      done.set(exchange, (done.get(exchange) ?? 0) + markets);
    },
    state(): BackfillProgress {
      const elapsedMs = clock() - startedMs;
      let remainingMs: number | null = 0;
      for (const [exchange, total] of totals) {
        const of = done.get(exchange) ?? 0;
        if (of === total || remainingMs === null) continue;
        remainingMs = of === 0 ? null : Math.max(remainingMs, (elapsedMs / of) * (total - of));
      }
      const sum = (counts: Iterable<number>) => Array.from(counts).reduce((a, b) => a + b, 0);
      return { done: sum(done.values()), total: sum(totals.values()), remainingMs };
    },
  };
}
