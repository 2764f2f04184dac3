import type { Pool } from 'pg';
import { z } from 'zod';
import { readableAddress } from '@/lib/model/email-address';

const SAY_LIMIT = 'send a whole number from 1 to 1000, such as limit=100';
const SAY_AFTER = 'send the "next" of the page before, such as after=100';

const whole = (from: number, to: number, say: string) =>
  z
    .string(say)
    .regex(/^\d{1,10}$/, say)
    .transform(Number)
    .refine((n) => n >= from && n <= to, say)
    .meta({ override: { type: 'integer', minimum: from, maximum: to, pattern: undefined } });

export const subscriberQuery = z.strictObject({
  limit: whole(1, 1000, SAY_LIMIT)
    .optional()
    .meta({ description: 'How many at most; 100 unless said.', param: { example: 100 } }),
  after: whole(0, 2_147_483_647, SAY_AFTER)
    .optional()
    .meta({ description: 'The `next` of the page before.', param: { example: 100 } }),
});

export const subscriberListSchema = z
  .object({
    emails: z.array(
      z.object({
        email: z.string(),
        status: z.enum(['pending', 'confirmed', 'silenced']),
        since: z.iso.datetime().meta({ description: 'When it signed up.' }),
      }),
    ),
    next: z.int().nullable().meta({ description: 'Send it as `after` for the next page; null on the last.' }),
  })
  .meta({ id: 'SubscriberList', description: 'In the order of signing up.' });

export type SubscriberList = z.output<typeof subscriberListSchema>;

/** One page of all addresses, by id. */
export async function listSubscribers(
  pool: Pool,
  { limit = 100, after = 0 }: z.output<typeof subscriberQuery>,
): Promise<SubscriberList> {
  const { rows } = await pool.query<{ id: number; email: string; status: string; since: Date }>(
    'SELECT id, email, status, since FROM subscriber WHERE id > $1 ORDER BY id LIMIT $2',
    [after, limit + 1],
  );
  const page = rows.slice(0, limit);
  return subscriberListSchema.parse({
    emails: page.map(({ email, status, since }) => ({
      email: readableAddress(email),
      status,
      since: since.toISOString(),
    })),
    next: rows.length > limit ? page.at(-1)?.id : null,
  });
}
