'use client';

import { useEffect, useRef, useSyncExternalStore } from 'react';
import type { Ranking } from '@/lib/queries';
import { RankingRows } from './ranking-rows';
import { type RankingState, rankingApiPath } from './ranking-state';

/** So many rankings are kept, for Back and for a second look. */
const MAX_KEPT = 12;

const kept = new Map<string, RankingRows>();

/**
 * The rows of the ranking that `state` asks for, and, until the first of them are there, of the one before; `rendered`
 * is what the server rendered, for whatever state it was.
 */
export function useRankingRows(
  state: RankingState,
  rendered: Ranking,
  renderedFor: RankingState,
): { rows: RankingRows; isCurrent: boolean; version: number } {
  const wanted = rowsOf(state);
  if (rankingApiPath(renderedFor) === rankingApiPath(state)) wanted.take(rendered);
  const version = useSyncExternalStore(wanted.subscribe, wanted.getVersion, wanted.getVersion);
  const shown = useRef(wanted);
  const isCurrent = wanted.asOf !== undefined;
  useEffect(() => {
    if (isCurrent) shown.current = wanted;
    else void wanted.want(0, 0);
  }, [wanted, isCurrent]);
  return { rows: isCurrent || wanted.hasFailed ? wanted : shown.current, isCurrent, version };
}

function rowsOf(state: RankingState): RankingRows {
  // The server renders for many at once, and keeps nothing of one for another.
  if (typeof window === 'undefined') return new RankingRows(state);
  const key = rankingApiPath(state);
  const rows = kept.get(key) ?? new RankingRows(state);
  kept.delete(key);
  kept.set(key, rows);
  for (const oldest of kept.keys()) {
    if (kept.size <= MAX_KEPT) break;
    kept.delete(oldest);
  }
  return rows;
}
