import { z } from 'zod';
import { RANKING_BY, RANKING_ORDERS, RANKING_SORTS } from './ranking-query';
import { rankingRowSchema } from './ranking-row';

/** What `GET /rankings` answers. */
export const rankingSchema = z
  .object({
    metric: z.string(),
    by: z.enum(RANKING_BY),
    sort: z.enum(RANKING_SORTS),
    order: z.enum(RANKING_ORDERS),
    asOf: z.iso
      .datetime()
      .nullable()
      .meta({ description: 'The slot of the last closed collection; null before the first.' }),
    ranked: z
      .object({ stddev: z.int(), cv: z.int() })
      .meta({ description: 'How many series the ranks count.' }),
    total: z.int().meta({ description: 'Rows that the filters let through, on all pages.' }),
    offset: z.int(),
    limit: z.int(),
    rows: z.array(rankingRowSchema),
  })
  .meta({
    id: 'Ranking',
    description: 'The markets that have a value of one metric, as of the last closed collection.',
  });

export type Ranking = z.output<typeof rankingSchema>;
