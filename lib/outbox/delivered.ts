import { z } from 'zod';

/** What `GET /cron/deliver` answers. */
export const deliveredSchema = z
  .object({
    requests: z.int().meta({ description: 'Requests made of the mail provider.' }),
    sent: z.int().meta({ description: 'Messages that it accepted.' }),
    retries: z.int().meta({ description: 'Requests that will be made again.' }),
    dead: z.int().meta({ description: 'Messages that were given up; the operator is told.' }),
    ended: z.enum(['empty', 'pause', 'trouble', 'time']).meta({
      description:
        '`empty`: nothing more is due. `pause`: the provider wants no request now. `trouble`: several requests in a ' +
        'row failed. `time`: the next call goes on.',
    }),
  })
  .meta({ id: 'Delivered', description: 'What one call has delivered.' });

export type Delivered = z.output<typeof deliveredSchema>;
