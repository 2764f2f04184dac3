'use client';

import type { SparkLine, Sparks } from '@/lib/metrics';

const TIMEOUT_MS = 15_000;
/** As many as one request may name. */
const MOST_NAMES = 100;
/** Lines of this many markets are kept: the ones fetched first go first. */
const MOST_KEPT = 5_000;

const kept = new Map<string, { slot: string; line: SparkLine }>();
const loading = new Set<string>();
const listeners = new Set<() => void>();
let version = 0;

const keyOf = (metric: string, dimension: string) => `${metric} ${dimension}`;

export function subscribeSparks(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

export function sparksVersion(): number {
  return version;
}

/** The last day of a market as far as it is known; of an earlier slot until the newer has come. */
export function sparkOf(metric: string, dimension: string): SparkLine | undefined {
  return kept.get(keyOf(metric, dimension))?.line;
}

/** Fetches the lines of these markets as of `slot` that are missing: all in one request. A failure leaves them out. */
export async function wantSparks(metric: string, slot: string, dimensions: readonly string[]): Promise<void> {
  const missing = dimensions
    .filter((dimension) => {
      const key = keyOf(metric, dimension);
      return kept.get(key)?.slot !== slot && !loading.has(key);
    })
    .slice(0, MOST_NAMES);
  if (missing.length === 0) return;
  for (const dimension of missing) loading.add(keyOf(metric, dimension));
  try {
    const params = new URLSearchParams({ metric, dimensions: missing.join(',') });
    const answer = await fetch(`/api/sparks?${params}`, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (answer.ok) keep(await answer.json());
  } catch {
    // A row without its line is a row; what is wrong with the server is said by the page.
  } finally {
    for (const dimension of missing) loading.delete(keyOf(metric, dimension));
  }
}

function keep({ metric, to, sparks }: Sparks): void {
  for (const { dimension, ...line } of sparks) {
    const key = keyOf(metric, dimension);
    kept.delete(key);
    kept.set(key, { slot: to, line });
  }
  for (const key of kept.keys()) {
    if (kept.size <= MOST_KEPT) break;
    kept.delete(key);
  }
  version++;
  for (const listener of listeners) listener();
}
