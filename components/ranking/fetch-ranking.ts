import type { Ranking } from '@/lib/queries';
import { PAGE_ROWS, type RankingState, rankingApiPath } from './ranking-state';

const TIMEOUT_MS = 15_000;
/** As many markets as one request may name. */
export const MAX_NAMES = 100;

/** A page of a ranking, from 0. Throws where it cannot be had. */
export function fetchPage(state: RankingState, page: number): Promise<Ranking> {
  return fetchRanking(state, {
    limit: String(PAGE_ROWS),
    ...(page > 0 && { offset: String(page * PAGE_ROWS) }),
  });
}

/** A ranking, by `more` parameters of the REST interface. Throws where it cannot be had. */
export async function fetchRanking(state: RankingState, more: Record<string, string>): Promise<Ranking> {
  const answer = await fetch(rankingApiPath(state, more), { signal: AbortSignal.timeout(TIMEOUT_MS) });
  if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
  return answer.json();
}
