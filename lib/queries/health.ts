import { z } from 'zod';
import { sourceHealthSchema } from '@/lib/incidents';

/** What `GET /health` answers. Times are ISO 8601. */
export const healthSchema = z
  .object({
    status: z
      .enum(['ok', 'degraded', 'down'])
      .meta({ description: '`degraded`: it works, but somebody should look at the sources named.' }),
    summary: z.string().meta({ description: 'All of it in one sentence.' }),
    warnings: z
      .array(z.string())
      .meta({ description: 'What the operator should mend in the settings, in sentences.' }),
    checkedAt: z.iso.datetime(),
    database: z.object({ reachable: z.boolean(), detail: z.string() }),
    collection: z
      .object({
        slot: z.iso.datetime(),
        closedAt: z.iso.datetime(),
        ageSeconds: z.int(),
        overdueAfterSeconds: z.number(),
        overdue: z.boolean(),
      })
      .nullable()
      .meta({ description: 'The newest closed one; null before the first, or without a database.' }),
    sources: z.array(sourceHealthSchema),
    outbox: z
      .object({
        waiting: z.int().meta({ description: 'Mails that were not handed over yet, or have to be again.' }),
        oldestAgeSeconds: z
          .int()
          .nullable()
          .meta({ description: 'Of the oldest of them; null: none waits.' }),
      })
      .nullable()
      .meta({ description: 'Null without a database.' }),
  })
  .meta({ id: 'Health', description: 'How the collection, its sources and the database are.' });

export type Health = z.output<typeof healthSchema>;
