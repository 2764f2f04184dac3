import { z } from 'zod';
// The type alone: the collector itself loads the exchange library, which weighs 99 MB.
import type { CollectOutcome } from '@/lib/collect';

const source = z
  .object({
    exchange: z.string(),
    state: z.enum(['accepted', 'partial', 'rejected', 'failed']),
    reason: z
      .string()
      .nullable()
      .meta({ description: 'In plain words; null where there is nothing to say.' }),
    elapsedMs: z.number(),
    attempts: z.int(),
    listed: z.int().meta({ description: 'Markets in its list.' }),
    priced: z.int().meta({ description: 'Markets with a price.' }),
    stored: z.int(),
    refused: z.int().meta({ description: 'Markets refused as a whole or in part.' }),
    medianStep: z.number().nullable().meta({ description: 'Of its prices since the slot before.' }),
    waitUntil: z.iso.datetime().nullable().meta({
      description: 'Until when it is not asked, since it refused too many requests; null: nothing keeps us.',
    }),
    well: z
      .boolean()
      .meta({ description: 'Such a slot counts towards the return of a source that was rejected.' }),
    stale: z
      .number()
      .int()
      .meta({ description: 'Stored markets whose values were older than they should be.' }),
    unlisted: z.int().meta({ description: 'Tickers of no market in its list.' }),
  })
  .meta({ id: 'SourceOutcome', description: 'What one source did in one collection.' });

const collected = z
  .object({
    state: z.literal('collected'),
    slot: z.iso.datetime(),
    collectionId: z.int(),
    observations: z.int().meta({ description: 'Observations that were believed.' }),
    rejections: z.int(),
    sources: z.array(source),
    restarts: z
      .array(
        z.object({
          dimension: z.string(),
          reason: z.enum(['correction', 'rebase']),
          says: z.string().meta({ description: 'What its peers said, in one sentence.' }),
        }),
      )
      .meta({ description: 'Markets whose baseline began anew.' }),
    setAside: z.string().nullable().meta({
      description: 'What was deleted since it was dated ahead of the clock; null where nothing was.',
    }),
    offline: z.boolean().meta({ description: 'True if no source could be reached at all.' }),
    elapsedMs: z.int(),
  })
  .meta({ id: 'Collected' });

const slot = z.iso.datetime();

const done = z
  .object({
    state: z.literal('done').meta({ description: 'The slot is closed already.' }),
    slot,
    setAside: z
      .string()
      .exactOptional()
      .meta({ description: 'What was deleted since it was dated ahead of the clock.' }),
  })
  .meta({ id: 'CollectedBefore' });

const busy = z
  .object({ state: z.literal('busy').meta({ description: 'Another process is collecting.' }), slot })
  .meta({ id: 'NotCollected' });

const wrongClock = z
  .object({
    state: z
      .literal('wrong clock')
      .meta({ description: "This machine's clock is contradicted: nothing was stored." }),
    slot,
    says: z.string().meta({ description: 'How far it is off, and by what it was found.' }),
  })
  .meta({ id: 'WrongClock' });

/** What `GET /cron/collect` answers. */
export const collectOutcomeSchema: z.ZodType<CollectOutcome> = z
  .union([collected, done, busy, wrongClock])
  .meta({ id: 'CollectOutcome' });
