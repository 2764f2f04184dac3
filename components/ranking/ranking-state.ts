import type { SearchParams } from '@/components/site/search-params';
import { DEFAULT_METRIC } from '@/lib/format/default-metric';
import type { RankingQuery } from '@/lib/queries';

/** How many markets the first page holds, and each that is asked for later: more than most windows show. */
export const PAGE_ROWS = 30;

/** What the table can be sorted by; `rank` is the one that `by` names. */
export const SORTS = ['rank', 'dimension', 'latest', 'mean', 'stddev', 'cv', 'ratio', 'asOf'] as const;
export type Sort = (typeof SORTS)[number];
export type Order = 'asc' | 'desc';

/** What the front page keeps in its address. */
export interface RankingState {
  metric: string;
  by: 'stddev' | 'cv';
  exchange?: string | undefined;
  quote?: string | undefined;
  q?: string | undefined;
  sort: Sort;
  order: Order;
  page: number;
}

/** A name or a search text of an address is no longer than this, which is what the API takes. */
export const MAX_TEXT_LENGTH = 200;

/**
 * The state that an address holds. A value that means nothing is passed over, as if it were not there; of a repeated
 * parameter the last counts, which is the button's that sent a form. `sort` carries its order: `ratio.asc`. Without
 * zod, which would be a sixth of all scripts that the front page loads.
 */
export function readRankingState(params: SearchParams): RankingState {
  const sent = (name: string) => {
    const value = params[name];
    const text = (Array.isArray(value) ? value.at(-1) : value)?.trim() ?? '';
    return text === '' || text.length > MAX_TEXT_LENGTH ? undefined : text;
  };
  const [sorted, ordered] = (sent('sort') ?? '').split('.');
  const sort = SORTS.find((known) => known === sorted) ?? 'rank';
  return {
    metric: sent('metric') ?? DEFAULT_METRIC,
    by: sent('by') === 'stddev' ? 'stddev' : 'cv',
    exchange: sent('exchange'),
    quote: sent('quote'),
    q: sent('q'),
    sort,
    order: ordered === 'asc' || ordered === 'desc' ? ordered : firstOrder(sort),
    page: /^[1-9]\d{0,4}$/.test(sent('page') ?? '') ? Number(sent('page')) : 1,
  };
}

/** The order in which a column starts: names and ranks from the first, figures from the largest. */
export function firstOrder(sort: Sort): Order {
  return sort === 'rank' || sort === 'dimension' ? 'asc' : 'desc';
}

/** How an address writes what is sorted by. */
export function sortValue(sort: Sort, order: Order): string {
  return order === firstOrder(sort) ? sort : `${sort}.${order}`;
}

/** The address of a state; what is as usual is left out, so that one state has one address. */
export function rankingPath(state: RankingState): string {
  const written = { ...state, sort: sortValue(state.sort, state.order) };
  const usual: Partial<RankingState> = { metric: DEFAULT_METRIC, by: 'cv', sort: 'rank', page: 1 };
  const params = new URLSearchParams();
  for (const name of ['metric', 'by', 'exchange', 'quote', 'q', 'sort', 'page'] as const) {
    const value = written[name];
    if (value !== undefined && value !== usual[name]) params.set(name, String(value));
  }
  return params.size === 0 ? '/' : `/?${params}`;
}

/** What to ask the ranking for. */
export function rankingQueryOf({ page, ...query }: RankingState): RankingQuery {
  return { ...query, offset: (page - 1) * PAGE_ROWS, limit: PAGE_ROWS };
}

/** The same ranking from the REST interface. */
export function rankingApiPath(state: RankingState, more: Record<string, string> = {}): string {
  const { metric, by, exchange, quote, q, sort, order } = state;
  const params = new URLSearchParams({ metric, by });
  for (const [name, value] of Object.entries({ exchange, quote, q, sort, order, ...more })) {
    if (value !== undefined) params.set(name, value);
  }
  return `/api/rankings?${params}`;
}
