import { z } from 'zod';
import { marketText } from '@/lib/model/name-schema';
import { instant, metricName } from './parameters';

/** Ranges that end at the last collection. */
const GRAPH_RANGES = ['24h', '7d', '30d', '90d'] as const;

const SAY_RANGE = 'send range=24h, 7d, 30d or 90d, or from= and to= for another span';
const SAY_FROM = 'send a time in ISO 8601, such as from=2026-11-24T00:00:00Z';
const SAY_TO = 'send a time in ISO 8601, such as to=2026-11-24T12:00:00Z';

/** What `GET /metrics` takes. `from` and `to` may each stand alone: the other end is 24 h away, or the last collection. */
export const metricQuery = z
  .strictObject({
    metric: metricName,
    dimension: marketText(
      'send the name of a market, such as dimension=kraken:BTC-USD; GET /api/list-metrics lists them',
    ).meta({
      description: 'Name of a market, as `/list-metrics` has it; case does not matter.',
      param: { example: 'kraken:BTC-USD' },
    }),
    range: z
      .enum(GRAPH_RANGES, SAY_RANGE)
      .optional()
      .meta({
        description: 'Span of the graph, ending at the last collection; 24h where no span is sent.',
        param: { example: '24h' },
      }),
    from: instant(SAY_FROM)
      .optional()
      .meta({
        description: 'Begin of the graph, instead of `range`; 24 h before its end where only `to` is sent.',
        param: { example: '2026-11-24T00:00:00Z' },
      }),
    to: instant(SAY_TO)
      .optional()
      .meta({
        description: 'End of the graph, instead of `range`; the last collection where only `from` is sent.',
        param: { example: '2026-11-24T12:00:00Z' },
      }),
  })
  .refine(({ range, from, to }) => range === undefined || (from === undefined && to === undefined), {
    path: ['range'],
    error: 'send either range, or from and to, but not both',
  })
  .refine(({ from, to }) => from === undefined || to === undefined || from < to, {
    path: ['from'],
    error: 'send a from that is earlier than to',
  });

export type MetricQuery = z.output<typeof metricQuery>;
