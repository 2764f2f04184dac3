import { z } from 'zod';
import { QUALITIES } from '@/lib/series';

/** One market in a ranking. */
export const rankingRowSchema = z
  .object({
    dimension: z.string(),
    exchange: z.string(),
    base: z.string(),
    quote: z.string(),
    asOf: z.iso.datetime().nullable().meta({ description: 'Time of the last accepted observation.' }),
    quality: z.enum(QUALITIES).meta({ description: 'Of the newest observation, accepted or not.' }),
    latest: z.number().nullable(),
    mean: z.number().nullable(),
    stddev: z.number().nullable().meta({ description: 'Sample standard deviation.' }),
    count: z.int().meta({ description: 'Observations in the baseline so far.' }),
    cv: z.number().nullable().meta({ description: 'Coefficient of variation, `stddev / mean`.' }),
    ratio: z.number().nullable().meta({ description: '`latest / mean`' }),
    rank: z
      .object({ stddev: z.int().nullable(), cv: z.int().nullable() })
      .meta({ description: '1 is the largest; ties share a place.' }),
  })
  .meta({
    id: 'RankingRow',
    description:
      'One market in a ranking. Null where there is no value, no baseline (below 12 observations) or no rank.',
  });

export type RankingRow = z.output<typeof rankingRowSchema>;
