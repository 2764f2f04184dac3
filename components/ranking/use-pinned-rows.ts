'use client';

import { useEffect, useState } from 'react';
import type { Ranking, RankingRow } from '@/lib/queries';
import { usePinned } from './pinned';
import { type RankingState, rankingApiPath } from './ranking-state';

const TIMEOUT_MS = 15_000;

/** A pinned market; without a row until it is there, or where nothing is known of it here. */
export interface PinnedMarket {
  name: string;
  row: RankingRow | undefined;
}

/** What is pinned, with its figures of the metric that is shown, as of `slot`; no filter hides it. */
export function usePinnedRows(
  { metric, by, sort, order }: RankingState,
  slot: string | null,
): PinnedMarket[] {
  const names = usePinned();
  const [ranking, setRanking] = useState<Ranking | null>(null);
  const list = names.join(',');
  useEffect(() => {
    if (list === '' || slot === null) return;
    const ended = new AbortController();
    const path = rankingApiPath({ metric, by, sort, order, page: 1 }, { dimensions: list });
    const signal = AbortSignal.any([ended.signal, AbortSignal.timeout(TIMEOUT_MS)]);
    fetch(path, { signal })
      .then((answer) => (answer.ok ? answer.json() : null))
      .then((answer: Ranking | null) => answer && setRanking(answer))
      // The rows of before stay; what is wrong with the server is said by the page.
      .catch(() => undefined);
    return () => ended.abort();
  }, [list, metric, by, sort, order, slot]);
  const isOfMetric = ranking?.metric === metric;
  const rows = isOfMetric ? ranking.rows.filter(({ dimension }) => names.includes(dimension)) : [];
  const found = new Set(rows.map(({ dimension }) => dimension));
  return [
    ...rows.map((row) => ({ name: row.dimension, row })),
    ...names.filter((name) => !found.has(name)).map((name) => ({ name, row: undefined })),
  ];
}
