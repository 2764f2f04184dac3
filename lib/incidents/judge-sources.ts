import type { RecentCollection } from './recent-collections';
import type { SourceHealth } from './source-health';

/** Every source that one of the collections (the newest first) has asked, by name. */
export function judgeSources(recent: readonly RecentCollection[]): SourceHealth[] {
  const exchanges = new Set(recent.flatMap(({ runs }) => runs.map(({ exchange }) => exchange)));
  return [...exchanges].sort().map((exchange) => judgeSource(exchange, recent));
}

function judgeSource(exchange: string, recent: readonly RecentCollection[]): SourceHealth {
  const runs = recent.flatMap(({ slotMs, runs }) =>
    runs.filter((run) => run.exchange === exchange).map((run) => ({ ...run, slotMs })),
  );
  const success = runs.find(({ state }) => state === 'accepted' || state === 'partial');
  const state = runs[0]?.state ?? 'failed';
  const reason = state === 'accepted' ? null : (runs[0]?.reason ?? `was ${state}`);
  return {
    exchange,
    fresh: success !== undefined,
    state,
    lastSuccessAt: success === undefined ? null : new Date(success.slotMs).toISOString(),
    reason: success === undefined ? `${withoutSuccess(runs.length)}: ${reason}` : reason,
  };
}

/** Of the collections that there were: after the first, nothing is known of three. */
function withoutSuccess(collections: number): string {
  return collections === 1 ? 'no success yet' : `no success in the last ${collections} collections`;
}
