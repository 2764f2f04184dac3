import { z } from 'zod';
import { SOURCE_STATES } from '@/lib/incidents';

const state = z.enum(SOURCE_STATES);
const at = z.iso.datetime();

const rejections = z.object({
  reason: z.string().meta({ description: 'The name of the rule that refused them.' }),
  count: z.int().meta({ description: 'Observations of the last 24 hours, refused as a whole or in part.' }),
  examples: z
    .array(
      z.object({
        dimension: z.string(),
        at,
        metric: z.string(),
        value: z.number().meta({ description: 'As the exchange sent it.' }),
        peers: z.string().nullable().meta({
          description: 'What the other exchanges said, in one sentence; null where none was asked.',
        }),
      }),
    )
    .meta({ description: 'Three markets at most, each at its value furthest from the last one accepted.' }),
});

const source = z
  .object({
    exchange: z.string(),
    state: state.meta({ description: 'In the newest collection.' }),
    reason: z.string().nullable().meta({
      description: 'In plain words, also why a healthy exchange lost a market; null: nothing to report.',
    }),
    waitUntil: at.nullable().meta({
      description: 'Of a waiting one: it refused too many requests, and is not asked before then.',
    }),
    since: at
      .nullable()
      .meta({ description: 'The first slot of this state; null where the state is older than 24 hours.' }),
    lastSuccessAt: at.nullable().meta({ description: 'Its last slot of which something was believed.' }),
    latency: z.object({ lastMs: z.int().nullable(), medianMs: z.number().nullable() }),
    markets: z.object({
      listed: z.int().meta({ description: 'In its list, in the newest collection.' }),
      priced: z.int().meta({ description: 'With a price.' }),
      stored: z.int().meta({ description: 'Believed and stored.' }),
      unlisted: z.int().meta({
        description:
          'Tickers of no spot market in its list, such as those of derivatives: nothing is stored of them.',
      }),
    }),
    rejections: z.array(rejections),
    strip: z.array(z.object({ from: at, state: state.nullable() })).meta({
      description:
        'The last 24 hours, oldest first; null where this server collected nothing, or no exchange answered it.',
    }),
  })
  .meta({ id: 'Source' });

/** What `GET /sources` answers. */
export const sourceReportSchema = z
  .object({
    asOf: at.nullable().meta({ description: 'The slot of the newest collection; null before the first.' }),
    cellSeconds: z
      .int()
      .meta({ description: 'What one cell of a strip spans: a slot, five minutes at least.' }),
    sources: z.array(source),
  })
  .meta({ id: 'SourceReport', description: 'How each exchange that we collect from is, and was.' });

export type SourceReport = z.output<typeof sourceReportSchema>;
export type Source = z.output<typeof source>;
