import { z } from 'zod';
import { text, whole } from './parameters';

/** The columns that a ranking can be sorted by; `rank` is the one that `by` names. */
export const RANKING_SORTS = [
  'rank',
  'dimension',
  'exchange',
  'base',
  'quote',
  'asOf',
  'quality',
  'latest',
  'mean',
  'stddev',
  'count',
  'cv',
  'ratio',
] as const;
export type RankingSort = (typeof RANKING_SORTS)[number];

/** What `GET /rankings` takes; what is absent is not filtered by, and the defaults are those of `getRanking`. */
export const rankingQuery = z.strictObject({
  metric: text('send the name of a metric, such as metric=price; GET /api/list-metrics lists them'),
  by: z
    .enum(['stddev', 'cv'], 'send by=stddev (standard deviation) or by=cv (standard deviation / mean)')
    .optional(),
  exchange: text('send the id of an exchange, such as exchange=kraken').optional(),
  base: text('send a base currency, such as base=BTC').optional(),
  quote: text('send a quote currency, such as quote=USD').optional(),
  q: text('send a part of a market name, such as q=btc').optional(),
  sort: z.enum(RANKING_SORTS, `send one of ${RANKING_SORTS.join(', ')}, such as sort=rank`).optional(),
  order: z.enum(['asc', 'desc'], 'send order=asc or order=desc').optional(),
  offset: whole(0, 10_000_000, 'send how many rows to skip, such as offset=100').optional(),
  limit: whole(1, 1000, 'send a whole number from 1 to 1000, such as limit=100').optional(),
});

/** `limit: Infinity` answers every row. */
export type RankingQuery = z.output<typeof rankingQuery>;
