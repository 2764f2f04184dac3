import { z } from 'zod';
import { RANKING_SORTS, type RankingQuery } from '@/lib/metrics';
import { DEFAULT_METRIC } from './default-metric';

/** How many markets a page of the ranking shows. */
export const PAGE_ROWS = 50;

const word = z.string().trim().min(1).max(80).optional().catch(undefined);

/** What the front page keeps in its address. A value that means nothing is passed over, as if it were not there. */
const rankingState = z.object({
  metric: word.transform((name) => name ?? DEFAULT_METRIC),
  by: z.enum(['stddev', 'cv']).catch('cv'),
  exchange: word,
  quote: word,
  q: word,
  sort: z.enum(RANKING_SORTS).catch('rank'),
  order: z.enum(['asc', 'desc']).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
});

export type RankingState = z.output<typeof rankingState>;
export type SearchParams = Record<string, string | string[] | undefined>;

/** The state that an address holds; of a repeated parameter, the first. */
export function readRankingState(params: SearchParams): RankingState {
  const single = Object.entries(params).map(([name, value]) => [
    name,
    Array.isArray(value) ? value[0] : value,
  ]);
  return rankingState.parse(Object.fromEntries(single));
}

/** The address of a state; what is as usual is left out, so that one state has one address. */
export function rankingPath(state: RankingState): string {
  const params = new URLSearchParams();
  const usual: Partial<RankingState> = { metric: DEFAULT_METRIC, by: 'cv', sort: 'rank', page: 1 };
  for (const name of ['metric', 'by', 'exchange', 'quote', 'q', 'sort', 'order', 'page'] as const) {
    const value = state[name];
    if (value !== undefined && value !== usual[name]) params.set(name, String(value));
  }
  return params.size === 0 ? '/' : `/?${params}`;
}

/** What to ask the ranking for. */
export function rankingQueryOf({ page, ...query }: RankingState): RankingQuery {
  return { ...query, offset: (page - 1) * PAGE_ROWS, limit: PAGE_ROWS };
}

/** The same ranking from the REST interface, whole, as CSV. */
export function rankingCsvPath({ metric, by, exchange, quote, q, sort, order }: RankingState): string {
  const params = new URLSearchParams({ metric, by, sort });
  for (const [name, value] of Object.entries({ exchange, quote, q, order })) {
    if (value !== undefined) params.set(name, value);
  }
  params.set('format', 'csv');
  return `/api/rankings?${params}`;
}
