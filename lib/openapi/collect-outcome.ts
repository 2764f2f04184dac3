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
    well: z
      .boolean()
      .meta({ description: 'Such a slot counts towards the return of a source that was rejected.' }),
    stale: z
      .number()
      .int()
      .meta({ description: 'Stored markets whose values were older than they should be.' }),
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
    offline: z.boolean().meta({ description: 'True if no source could be reached at all.' }),
    elapsedMs: z.int(),
  })
  .meta({ id: 'Collected' });

const nothingToDo = z
  .object({
    state: z
      .enum(['done', 'busy'])
      .meta({ description: '`done`: the slot is closed already. `busy`: another process is collecting.' }),
    slot: z.iso.datetime(),
  })
  .meta({ id: 'NotCollected' });

/** What `GET /cron/collect` answers. */
export const collectOutcomeSchema: z.ZodType<CollectOutcome> = z
  .union([collected, nothingToDo])
  .meta({ id: 'CollectOutcome' });
