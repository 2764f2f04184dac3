import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { previewWatches } from '@/lib/alerts';
import { env } from '@/lib/env';
import { HttpProblem } from '@/lib/http';
import type { Snapshot } from '@/lib/series';
import { singleton } from '@/lib/singleton';
import { within } from '@/lib/within';
import { DEFAULT_WATCH } from './default-watch';
import type { Deps } from './deps';
import { previewWords } from './preview-words';
import { joinWatches, type Watch, watchesSchema } from './watch';

/** Together they may take so long; then nobody waits any more. */
const TIMEOUT_MS = 15_000;
/** Each watch of any metric asks eleven times. */
const MOST_QUESTIONS = 60;
const MOST_EXAMPLES = 20;

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
    summary: z.string().meta({ description: 'The same in one sentence.' }),
    day: count
      .extend({
        exact: z.boolean().meta({
          description:
            'False where more markets might have counted than were looked at: then it is at least so many.',
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

/** How many mails and which alerts these watches would have caused. Made once a collection. Throws HttpProblem. */
export async function preview(
  { pool }: Pick<Deps, 'pool'>,
  snapshot: Snapshot,
  asked: readonly Watch[],
): Promise<PreviewedWatches> {
  const { collection, metrics } = snapshot;
  const watches = asked.length === 0 ? [DEFAULT_WATCH] : joinWatches([], asked);
  const withRatio = metrics.filter(({ hasRatio }) => hasRatio).length;
  const questions = watches.reduce((sum, { metric }) => sum + (metric === null ? withRatio : 1), 0);
  if (questions > MOST_QUESTIONS) {
    throw new HttpProblem(
      'bad-request',
      'These are too many to count at once: send fewer, or name their metric.',
    );
  }
  const kept = singleton('previews', () => new LRUCache<string, Promise<PreviewedWatches>>({ max: 500 }));
  const key = JSON.stringify([collection?.id, collection?.revision, watches]);
  const known = kept.get(key);
  if (known !== undefined) return known;
  const made = within(TIMEOUT_MS, read(pool, snapshot, watches));
  kept.set(key, made);
  made.catch(() => kept.delete(key));
  return made;
}

async function read(
  pool: Deps['pool'],
  snapshot: Snapshot,
  watches: readonly Watch[],
): Promise<PreviewedWatches> {
  const { day, week } = await previewWatches(pool, snapshot, watches, env().alertMinQuoteVolume);
  const byId = new Map(snapshot.dimensions.map(({ id, name }) => [id, name]));
  const asOf = snapshot.collection && new Date(snapshot.collection.slotMs).toISOString();
  const counts = { mails: day.mails, alerts: day.alerts.length, exact: day.isAll };
  return {
    asOf,
    summary: previewWords({ asOf, day: counts, week }),
    day: {
      ...counts,
      examples: day.alerts
        .toReversed()
        .slice(0, MOST_EXAMPLES)
        .map(({ dimensionId, metric, direction, threshold, openedMs, opening }) => ({
          dimension: byId.get(dimensionId) ?? '',
          metric,
          direction,
          threshold,
          since: new Date(openedMs).toISOString(),
          ratio: opening.ratio,
        })),
    },
    week: { ...week, basis: 'hourly extremes' },
  };
}
