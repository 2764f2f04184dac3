import { z } from 'zod';
import { RUN_STATES } from './source-state';

/** One source, judged by the last three collections. */
export const sourceHealthSchema = z
  .object({
    exchange: z.string(),
    fresh: z.boolean().meta({
      description: 'True if it was accepted, in whole or in part, in one of the last three collections.',
    }),
    state: z.enum(RUN_STATES).meta({ description: 'In the newest collection that asked it.' }),
    lastSuccessAt: z.iso
      .datetime()
      .nullable()
      .meta({ description: 'The slot of its last success among the three.' }),
    reason: z.string().nullable().meta({ description: 'In plain words; null where all is well.' }),
  })
  .meta({ id: 'SourceHealth', description: 'One source, judged by the last three collections.' });

export type SourceHealth = z.output<typeof sourceHealthSchema>;
