import { z } from 'zod';

/** What `GET /sparks` answers. */
export const sparksSchema = z
  .object({
    metric: z.string(),
    from: z.iso.datetime().meta({ description: 'Where the first stretch begins.' }),
    to: z.iso
      .datetime()
      .meta({ description: 'The slot of the last closed collection: where the last ends.' }),
    step: z.string().meta({ description: 'How long a stretch is, ISO 8601.' }),
    sparks: z.array(
      z
        .object({
          dimension: z.string(),
          values: z
            .array(z.number().nullable())
            .meta({ description: 'The last value of each stretch, to six digits; null where it has none.' }),
        })
        .meta({ id: 'Spark' }),
    ),
  })
  .meta({ id: 'Sparks', description: 'The last 24 hours of one metric of several markets, coarsely.' });

export type Sparks = z.output<typeof sparksSchema>;
