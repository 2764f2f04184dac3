import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import type { Previewed } from '@/lib/alerts';
import { HttpProblem } from '@/lib/http';
import { env } from '@/lib/platform/env';
import { singleton } from '@/lib/platform/singleton';
import type { Snapshot } from '@/lib/series';
import { computePreview } from './compute-preview';
import { DEFAULT_WATCH } from './default-watch';
import type { Deps } from './deps';
import { openPreviewQueue, QueueFullError } from './preview-queue';
import { previewWords } from './preview-words';
import { identity, joinWatches, type Watch, watchesSchema } from './watch';

/** Answers of one collection and of those before it. */
const MAX_KNOWN = 500;
/** Longer than one preview takes. */
const RETRY_AFTER_SECONDS = 3;

/** What `POST /watches/preview` takes. */
export const previewSchema = z
  .strictObject({ watches: watchesSchema.default([]).meta({ description: 'None: the usual watch.' }) })
  .meta({ id: 'PreviewWatches' });

const count = z.object({
  mails: z.int().meta({ description: 'A day has 24 at most, and one more for the rest of it.' }),
  alerts: z.int(),
});

export const previewedSchema = z
  .object({
    asOf: z.iso.datetime().nullable().meta({ description: 'The last collection; null before the first.' }),
    summary: z.string().meta({ description: 'The same in words.' }),
    markets: z
      .object({
        checked: z.int().meta({ description: 'The most traded first, for some three seconds.' }),
        matching: z
          .int()
          .meta({ description: 'Those that the watches are of and that trade enough to have alerts.' }),
      })
      .meta({ description: 'How many markets were looked at.' }),
    day: count
      .extend({
        exact: z.boolean().meta({
          description:
            'False where not all markets that the watches are of could be checked in time: then it is at least so many.',
        }),
        examples: z.array(
          z.object({
            dimension: z.string(),
            metric: z.string(),
            direction: z.enum(['above', 'below']),
            threshold: z.number(),
            since: z.iso.datetime(),
            ratio: z.number(),
          }),
        ),
      })
      .meta({
        description: 'The last 24 hours, by the stored observations and the rules of the mails themselves.',
      }),
    week: count
      .extend({ basis: z.literal('hourly extremes') })
      .meta({ description: 'The last 7 days: before the last day about, by the extremes of each hour.' }),
  })
  .meta({
    id: 'Previewed',
    description: 'What watches would have caused. At most 20 examples, the newest first.',
  });

export type PreviewedWatches = z.output<typeof previewedSchema>;

/**
 * How many mails and which alerts these watches would have caused. Computed once a collection, by one at a time, within
 * some three seconds; what could not be checked by then is left out. Throws HttpProblem, and the signal's reason once
 * that is aborted.
 */
export async function preview(
  { pool }: Pick<Deps, 'pool'>,
  snapshot: Snapshot,
  asked: readonly Watch[],
  signal: AbortSignal,
): Promise<PreviewedWatches> {
  const { collection } = snapshot;
  const watches = asked.length === 0 ? [DEFAULT_WATCH] : joinWatches([], asked);
  const { known, queue } = singleton('previews', () => ({
    known: new LRUCache<string, Previewed>({ max: MAX_KNOWN }),
    queue: openPreviewQueue<Previewed>(),
  }));
  const key = JSON.stringify([collection?.id, collection?.revision, watches.map(identity).sort()]);
  const before = known.get(key);
  if (before !== undefined) return worded(before);
  const question = { watches, minTurnover: env().alertMinQuoteVolume };
  try {
    const previewed = await queue.ask(key, (end) => computePreview(pool, snapshot, question, end), signal);
    // Where nothing could be checked, a later try may do better.
    if (previewed.markets.checked > 0) known.set(key, previewed);
    return worded(previewed);
  } catch (error) {
    if (!(error instanceof QueueFullError)) throw error;
    throw new HttpProblem(
      'too-many-requests',
      `Others are waiting for previews: try again in ${RETRY_AFTER_SECONDS} s.`,
      { 'Retry-After': String(RETRY_AFTER_SECONDS) },
    );
  }
}

function worded({ asOfMs, day, week, markets }: Previewed): PreviewedWatches {
  const asOf = asOfMs === null ? null : new Date(asOfMs).toISOString();
  return {
    asOf,
    summary: previewWords({ asOf, day, week, markets }),
    markets,
    day: {
      mails: day.mails,
      alerts: day.alerts,
      exact: markets.checked === markets.matching,
      examples: day.examples.map(({ openedMs, ...example }) => ({
        ...example,
        since: new Date(openedMs).toISOString(),
      })),
    },
    week: { ...week, basis: 'hourly extremes' },
  };
}
