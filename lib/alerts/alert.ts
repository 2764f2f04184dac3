import { z } from 'zod';
import { QUALITIES } from '@/lib/series';

const instant = z.iso.datetime();

/** An alert, wherever it is shown. Times are slots. */
export const alertSchema = z
  .object({
    id: z.string().meta({ description: 'Grows: a newer alert has a larger one.' }),
    dimension: z.string(),
    exchange: z.string(),
    base: z.string(),
    quote: z.string(),
    metric: z.string(),
    direction: z
      .enum(['above', 'below'])
      .meta({ description: '`above`: latest > mean x threshold. `below`: latest < mean / threshold.' }),
    threshold: z.number(),
    state: z.enum(['open', 'stale', 'resolved']).meta({
      description: '`stale`: open, but the series is not seen any more.',
    }),
    since: instant,
    until: instant.nullable().meta({ description: 'Null while it is open.' }),
    opening: z.object({ value: z.number(), mean: z.number(), ratio: z.number() }).meta({
      description: 'As it began: the value, the mean of the 24 h before, and the one by the other.',
    }),
    peak: z
      .object({ ratio: z.number(), at: instant })
      .meta({ description: 'The largest ratio; of one `below` the smallest.' }),
    quality: z.enum(QUALITIES).meta({ description: 'Of the observation that it began with.' }),
    venues: z
      .object({ agreeing: z.int(), listing: z.int() })
      .meta({ description: 'Other exchanges that list the base, and those that agreed on its price.' }),
  })
  .meta({
    id: 'Alert',
    description:
      'An episode in which one metric of one market was unusual. It ends when the ratio has stayed behind 0.9 x the ' +
      'threshold for two slots; one that is exceeded again within 30 minutes goes on.',
  });

export type AlertReport = z.output<typeof alertSchema>;
