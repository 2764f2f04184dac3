import { JUDGED_COLLECTIONS, type RecentCollection, type SourceState } from './recent-collections';

/** One source, judged by the last three collections. */
export interface SourceHealth {
  exchange: string;
  /** True if it was accepted, in whole or in part, in one of the last three collections. */
  fresh: boolean;
  /** In the newest collection that asked it. */
  state: SourceState;
  /** The slot of its last success among the three, ISO 8601. */
  lastSuccessAt: string | null;
  /** In plain words; null where all is well. */
  reason: string | null;
}

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
    reason:
      success === undefined ? `no success in the last ${JUDGED_COLLECTIONS} collections: ${reason}` : reason,
  };
}
