'use client';

import type { SparkLine, Sparks } from '@/lib/queries';

const TIMEOUT_MS = 15_000;
/** What one request may name: so many, and so many characters of names with commas between them. */
const MAX_NAMES = 100;
const MAX_LENGTH = 4000;
/** Lines of this many markets are kept: the ones fetched first go first. */
const MAX_KEPT = 5_000;

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

/** Fetches the lines of these markets as of `slot` that are missing: most often in one request. A failure leaves them out. */
export async function wantSparks(metric: string, slot: string, dimensions: readonly string[]): Promise<void> {
  const missing = dimensions.filter((dimension) => {
    const key = keyOf(metric, dimension);
    return kept.get(key)?.slot !== slot && !loading.has(key);
  });
  for (const dimension of missing) loading.add(keyOf(metric, dimension));
  try {
    for (const names of batchesOf(missing)) {
      const params = new URLSearchParams({ metric, dimensions: names.join(',') });
      const answer = await fetch(`/api/sparks?${params}`, { signal: AbortSignal.timeout(TIMEOUT_MS) });
      if (answer.ok) keep(await answer.json());
    }
  } catch {
    // A row without its line is a row; what is wrong with the server is said by the page.
  } finally {
    for (const dimension of missing) loading.delete(keyOf(metric, dimension));
  }
}

/** Names in lists that one request takes: percent-encoded, a name may have a thousand characters. */
export function batchesOf(names: readonly string[]): string[][] {
  const batches: string[][] = [];
  let length = 0;
  for (const name of names) {
    const batch = batches.at(-1);
    if (batch === undefined || batch.length === MAX_NAMES || length + 1 + name.length > MAX_LENGTH) {
      batches.push([name]);
      length = name.length;
    } else {
      batch.push(name);
      length += 1 + name.length;
    }
  }
  return batches;
}

function keep({ metric, to, sparks }: Sparks): void {
  for (const { dimension, ...line } of sparks) {
    const key = keyOf(metric, dimension);
    kept.delete(key);
    kept.set(key, { slot: to, line });
  }
  for (const key of kept.keys()) {
    if (kept.size <= MAX_KEPT) break;
    kept.delete(key);
  }
  version++;
  for (const listener of listeners) listener();
}
