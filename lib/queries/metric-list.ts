import { z } from 'zod';

/** What `GET /list-metrics` answers: what there is to ask for. */
export const metricListSchema = z
  .object({
    metrics: z.array(
      z
        .object({
          name: z.string().meta({ description: 'What to send as `metric`.' }),
          label: z.string(),
          unit: z.string().meta({ description: '`1` for a pure ratio.' }),
          description: z.string(),
        })
        .meta({ id: 'Metric' }),
    ),
    dimensions: z.array(
      z
        .object({
          name: z.string().meta({ description: 'What to send as `dimension`; safe in a URL as it is.' }),
          exchange: z.string(),
          base: z.string(),
          quote: z.string(),
          lastSeenAt: z.iso
            .datetime()
            .nullable()
            .meta({ description: 'Time of the last accepted observation; null where there was none.' }),
        })
        .meta({ id: 'Dimension', description: 'One spot market of one exchange.' }),
    ),
  })
  .meta({ id: 'MetricList', description: 'Every metric, and every market ever seen.' });

export type MetricList = z.output<typeof metricListSchema>;
