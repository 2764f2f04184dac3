import { z } from 'zod';
import { alertSchema } from '@/lib/alerts';
import { QUALITIES } from '@/lib/series';

const instant = z.iso.datetime();

const baseline = z
  .object({
    mean: z.number(),
    stddev: z.number().meta({ description: 'Sample standard deviation.' }),
    count: z.int().meta({ description: 'Observations in the window, at least 12.' }),
    from: instant,
    to: instant.meta({ description: 'Not part of the window itself: the time of `latest`.' }),
  })
  .meta({ id: 'Baseline', description: 'The window behind a ratio: the observations in [from, to).' });

const rankPlace = z
  .object({ rank: z.int().meta({ description: '1 is the largest; ties share a place.' }), of: z.int() })
  .meta({ id: 'RankPlace', description: 'A place among `of` series of the same metric.' });

const graphPoint = z
  .object({
    at: instant,
    value: z.number().meta({ description: 'The observation, or the mean of an hour.' }),
    min: z.number().optional(),
    max: z.number().optional(),
  })
  .meta({
    id: 'GraphPoint',
    description: 'A point of the graph; `min` and `max` only where it stands for several observations.',
  });

const refusedPoint = z
  .object({
    at: instant,
    value: z.number(),
    reason: z.string().meta({ description: 'Name of the rule that refused it.', examples: ['crossed-book'] }),
    peers: z.string().nullable().meta({
      description: 'What the peers of the market said, in a sentence; null where nobody was asked.',
    }),
  })
  .meta({ id: 'RefusedPoint', description: 'A value that was not believed, or waits to be confirmed.' });

const graph = z
  .object({
    range: z.string().meta({ description: 'The range asked for, or `from/to`.', examples: ['24h'] }),
    resolution: z
      .string()
      .meta({ description: 'Time between two points, an ISO 8601 duration.', examples: ['PT5M'] }),
    points: z.array(graphPoint).meta({ description: 'Ascending; a gap is an absent point, never a null.' }),
    rejected: z.array(refusedPoint).meta({ description: 'Ascending.' }),
  })
  .meta({ id: 'Graph' });

/** What `GET /metrics` answers. Times are ISO 8601, values are in the metric's unit. */
export const metricReportSchema = z
  .object({
    metric: z.string(),
    dimension: z.string(),
    asOf: instant.nullable().meta({
      description: 'Time of the last accepted observation, which `latest`, `baseline` and `ratio` belong to.',
    }),
    quality: z.enum(QUALITIES).nullable().meta({
      description: 'Of the newest observation, accepted or not; null for a market unseen for a day.',
    }),
    venues: z.object({ agreeing: z.int(), listing: z.int() }).meta({
      description: 'Exchanges that list the same base, and those of them that agree with the value.',
    }),
    latest: z.number().nullable(),
    baseline: baseline.nullable().meta({ description: 'Null below 12 observations.' }),
    ratio: z.number().nullable().meta({
      description: '`latest / baseline.mean`; null for a metric whose values may be 0 or negative.',
    }),
    rank: z
      .object({ stddev: rankPlace, cv: rankPlace.nullable() })
      .nullable()
      .meta({ description: 'Null while out of the ranks; `cv` is null for a metric without a ratio.' }),
    threshold: z.number().meta({ description: 'The ratio above which a value is unusual.' }),
    alerts: z
      .array(alertSchema)
      .meta({ description: 'Those of this series that touch the range of the graph, the oldest first.' }),
    graph,
  })
  .meta({ id: 'MetricReport', description: 'One metric of one market, as of the last closed collection.' });

/** One metric of one market. */
export type MetricReport = z.output<typeof metricReportSchema>;
/** A place among series of the same metric. */
export type RankPlace = z.output<typeof rankPlace>;
export type GraphPoint = z.output<typeof graphPoint>;
