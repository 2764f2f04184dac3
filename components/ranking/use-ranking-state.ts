'use client';

import { useSearchParams } from 'next/navigation';
import { useMemo, useSyncExternalStore } from 'react';
import { possible } from './possible';
import type { RankingChoices } from './ranking-choices';
import { type RankingState, rankingPath, readRankingState } from './ranking-state';

const SHOWN = 'ranking-shown';

/**
 * What the address asks for, as far as there is such a thing. Read from the address itself: while Next still fetches
 * the page of a step back, it does not follow what is chosen meanwhile.
 */
export function useRankingState(choices: RankingChoices): RankingState {
  const visited = useSearchParams().toString();
  const asked = useSyncExternalStore(
    subscribe,
    () => new URLSearchParams(window.location.search).toString(),
    () => visited,
  );
  return useMemo(
    () => possible(readRankingState(Object.fromEntries(new URLSearchParams(asked))), choices),
    [asked, choices],
  );
}

function subscribe(listener: () => void): () => void {
  for (const event of ['popstate', SHOWN]) window.addEventListener(event, listener);
  return () => {
    for (const event of ['popstate', SHOWN]) window.removeEventListener(event, listener);
  };
}

/** Where the ranking begins on the page. */
export const RANKING_TABLE = 'ranking-table';

/** Makes this the state of the page: in its address, so that Back leads to the one before. Nothing is loaded by it. */
export function showRanking(state: RankingState, how: 'push' | 'replace' = 'push'): void {
  const path = rankingPath({ ...state, page: 1 });
  if (how === 'push') window.history.pushState(null, '', path);
  else window.history.replaceState(null, '', path);
  window.dispatchEvent(new Event(SHOWN));
  // Another order begins at its beginning.
  const table = document.getElementById(RANKING_TABLE);
  if (table !== null && table.getBoundingClientRect().top < 0) table.scrollIntoView({ block: 'start' });
}
