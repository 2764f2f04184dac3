'use client';

import { useSearchParams } from 'next/navigation';
import { useMemo } from 'react';
import { possible } from './possible';
import type { RankingChoices } from './ranking-choices';
import { type RankingState, rankingPath, readRankingState } from './ranking-state';

/** What the address asks for, as far as there is such a thing. */
export function useRankingState(choices: RankingChoices): RankingState {
  const params = useSearchParams();
  return useMemo(() => possible(readRankingState(Object.fromEntries(params)), choices), [params, choices]);
}

/** Where the ranking begins on the page. */
export const RANKING_TABLE = 'ranking-table';

/** Makes this the state of the page: in its address, so that Back leads to the one before. Nothing is loaded by it. */
export function showRanking(state: RankingState, how: 'push' | 'replace' = 'push'): void {
  const path = rankingPath({ ...state, page: 1 });
  if (how === 'push') window.history.pushState(null, '', path);
  else window.history.replaceState(null, '', path);
  // Another order begins at its beginning.
  const table = document.getElementById(RANKING_TABLE);
  if (table !== null && table.getBoundingClientRect().top < 0) table.scrollIntoView({ block: 'start' });
}
