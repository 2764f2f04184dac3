import type { MetricList } from '@/lib/queries';
import { findable } from './find-markets';

export interface Searchable {
  metrics: MetricList['metrics'];
  markets: ReturnType<typeof findable>;
}

const PATIENCE_MS = 15_000;

let loaded: Promise<Searchable> | undefined;

/** Every metric and market, asked for once a page load; after a failure asked for again. Throws where it fails. */
export function loadList(): Promise<Searchable> {
  loaded ??= fetchList().catch((error: unknown) => {
    loaded = undefined;
    throw error;
  });
  return loaded;
}

async function fetchList(): Promise<Searchable> {
  const answer = await fetch('/api/list-metrics', { signal: AbortSignal.timeout(PATIENCE_MS) });
  if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
  const { metrics, dimensions }: MetricList = await answer.json();
  return { metrics, markets: findable(dimensions) };
}
