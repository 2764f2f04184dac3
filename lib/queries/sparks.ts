import { z } from 'zod';

const line = (description: string) => z.array(z.number().nullable()).meta({ description });

/** What `GET /sparks` returns. */
export const sparksSchema = z
  .object({
    metric: z.string(),
    from: z.iso.datetime().meta({ description: 'Where the first clock hour begins.' }),
    to: z.iso
      .datetime()
      .meta({ description: 'The slot of the last closed collection: where the last hour is cut off.' }),
    step: z.string().meta({ description: 'How long an hour is, ISO 8601.' }),
    sparks: z.array(
      z
        .object({
          dimension: z.string(),
          values: line('The last value of each hour, to six digits; null where it has none.'),
          low: line('The lowest value of each hour.'),
          high: line('The highest value of each hour.'),
        })
        .meta({ id: 'Spark' }),
    ),
  })
  .meta({
    id: 'Sparks',
    description: 'The clock hours of the last 24 hours of one metric of several markets, oldest first.',
  });

export type Sparks = z.output<typeof sparksSchema>;
