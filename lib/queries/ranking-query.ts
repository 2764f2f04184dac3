import { z } from 'zod';
import { dimensionNames, metricName, text, whole } from './parameters';

/** The fields of a row that are one value each, in the order of a table. */
export const RANKING_FIELDS = [
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

/** The columns that a ranking can be sorted by; `rank` is the one that `by` names. */
export const RANKING_SORTS = ['rank', ...RANKING_FIELDS] as const;
export type RankingSort = (typeof RANKING_SORTS)[number];

/** By what the ranks are: the deviation, or the deviation / mean. */
export const RANKING_BY = ['stddev', 'cv'] as const;
export const RANKING_ORDERS = ['asc', 'desc'] as const;

/** What `GET /rankings` takes; what is absent is not filtered by, and the defaults are those of `getRanking`. */
export const rankingQuery = z.strictObject({
  metric: metricName,
  by: z
    .enum(RANKING_BY, 'send by=stddev (standard deviation) or by=cv (standard deviation / mean)')
    .optional()
    .meta({
      description:
        'What `sort=rank` ranks by: the standard deviation (default), or the coefficient of variation, ' +
        'which markets of different price levels share.',
      param: { example: 'stddev' },
    }),
  exchange: text('send the id of an exchange, such as exchange=kraken')
    .optional()
    .meta({ description: 'Only this exchange; case does not matter.', param: { example: 'kraken' } }),
  base: text('send a base currency, such as base=BTC')
    .optional()
    .meta({ description: 'Only this base currency; case does not matter.', param: { example: 'BTC' } }),
  quote: text('send a quote currency, such as quote=USD')
    .optional()
    .meta({ description: 'Only this quote currency; case does not matter.', param: { example: 'USD' } }),
  dimensions: dimensionNames.optional().meta({
    description: 'Only these markets, their names with commas between them; 100 at most.',
    param: { example: 'kraken:BTC-USD,okx:BTC-USDT' },
  }),
  q: text('send a part of a market name, such as q=btc')
    .optional()
    .meta({
      description: 'Only names that hold every word of this, in any case.',
      param: { example: 'kraken btc' },
    }),
  sort: z
    .enum(RANKING_SORTS, `send one of ${RANKING_SORTS.join(', ')}, such as sort=rank`)
    .optional()
    .meta({
      description: 'The column to sort by, `rank` (default) by the one that `by` names.',
      param: { example: 'rank' },
    }),
  order: z
    .enum(RANKING_ORDERS, 'send order=asc or order=desc')
    .optional()
    .meta({
      description: 'By default names, ranks and quality ascend and figures descend; absent values come last.',
      param: { example: 'asc' },
    }),
  offset: whole(0, 10_000_000, 'send how many rows to skip, such as offset=100')
    .optional()
    .meta({ description: 'Rows to skip, 0 by default.', param: { example: 0 } }),
  limit: whole(1, 1000, 'send a whole number from 1 to 1000, such as limit=100')
    .optional()
    .meta({ description: 'Rows at most: 100 by default, and every row as CSV.', param: { example: 100 } }),
});

/** `limit: Infinity` answers every row. */
export type RankingQuery = z.output<typeof rankingQuery>;
