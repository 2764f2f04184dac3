import { z } from 'zod';
import { marketText, metricText } from '@/lib/model/name-schema';
import { text, whole } from './parameters';

const SAY_AFTER = 'send the "next" of the page before';
const SAY_LIMIT = 'send a whole number from 1 to 500, such as limit=100';

/** What `GET /alerts` takes; what is absent is not filtered by. */
export const alertQuery = z.strictObject({
  state: z
    .enum(['open', 'past'], 'send state=open or state=past')
    .optional()
    .meta({ description: 'Only those that are open, or that are over.', param: { example: 'open' } }),
  dimension: marketText('send the name of a market, such as dimension=kraken:BTC-USD')
    .optional()
    .meta({ description: 'Only this market; case does not matter.', param: { example: 'kraken:BTC-USD' } }),
  base: text('send a base currency, such as base=BTC')
    .optional()
    .meta({ description: 'Only this base currency; case does not matter.', param: { example: 'BTC' } }),
  metric: metricText('send the name of a metric, such as metric=price; GET /api/list-metrics lists them')
    .optional()
    .meta({ description: 'Only this metric; case does not matter.', param: { example: 'price' } }),
  scope: z
    .enum(['usual', 'all'], 'send scope=usual or scope=all')
    .optional()
    .meta({
      description:
        'Accepted for compatibility, without effect: every answer holds the alerts above the threshold of this ' +
        'installation. What subscribers watch is not shown to others.',
      param: { example: 'usual' },
    }),
  limit: whole(1, 500, SAY_LIMIT)
    .optional()
    .meta({ description: 'How many at most; 100 unless said.', param: { example: 100 } }),
  after: z
    .string(SAY_AFTER)
    .refine((cursor) => idOfCursor(cursor) !== null, SAY_AFTER)
    .optional()
    .meta({ description: 'The `next` of the page before.', param: { example: 'YWxlcnQ6MTc' } }),
});

export type AlertQuery = z.output<typeof alertQuery>;

/** Where a page ends, as the next one is asked for. Opaque: what it holds may change. */
export function cursorOf(id: string): string {
  return Buffer.from(`alert:${id}`).toString('base64url');
}

/** Null for what is no cursor of ours. */
export function idOfCursor(cursor: string): string | null {
  const said = Buffer.from(cursor, 'base64url').toString('latin1');
  const id = /^alert:(\d{1,18})$/.exec(said)?.[1] ?? null;
  return id !== null && cursorOf(id) === cursor ? id : null;
}
