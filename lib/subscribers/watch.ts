import { z } from 'zod';
import { parseDecimal } from '@/lib/model/decimal';
import { targetKey } from '@/lib/model/market-pattern';
import { marketText, metricText } from '@/lib/model/name-schema';

export const MIN_THRESHOLD = 1.25;
export const MAX_THRESHOLD = 1000;
/** Of one subscriber. */
export const MAX_WATCHES = 50;
export const DEFAULT_THRESHOLD = 3;

const SAY_METRIC = 'send the name of a metric, such as "price"; or leave it out';
const SAY_DIMENSION =
  'send the name of a market, such as "kraken:BTC-USD", a coin, such as "BTC", a pair, such as "BTC-USDT", or leave it out';

const metric = metricText(SAY_METRIC)
  .nullish()
  .transform((name) => name ?? null);

const dimension = marketText(SAY_DIMENSION)
  .nullish()
  .transform((name) => name ?? null);

const SAY_THRESHOLD = `send a number from ${MIN_THRESHOLD} to ${MAX_THRESHOLD}, such as ${DEFAULT_THRESHOLD}`;

/** What somebody wants to be told of, as sent; what is left out is any, 3 and above. */
export const watchSchema = z
  .strictObject(
    {
      metric: metric.meta({
        description: 'A metric that has a `ratio`, in any case; left out or null: any.',
        example: 'price',
      }),
      dimension: dimension.meta({
        description:
          'A market (`kraken:BTC-USD`), a coin (`BTC`, stored as `*:BTC-*`), a pair (`BTC-USDT`, stored as ' +
          '`*:BTC-USDT`) or an exchange (`kraken`, stored as `kraken:*-*`), in any case; left out or null: any.',
        example: '*:BTC-*',
      }),
      threshold: z
        .union([z.number(), z.string().transform(parseDecimal)], SAY_THRESHOLD)
        .pipe(z.number(SAY_THRESHOLD).min(MIN_THRESHOLD, SAY_THRESHOLD).max(MAX_THRESHOLD, SAY_THRESHOLD))
        .default(DEFAULT_THRESHOLD)
        .meta({
          description:
            'How many times its mean over 24 h (`below`: its mean divided by this); also as text, `"2.5"` or `"2,5"`.',
          override: {
            type: 'number',
            minimum: MIN_THRESHOLD,
            maximum: MAX_THRESHOLD,
            default: DEFAULT_THRESHOLD,
            anyOf: undefined,
          },
        }),
      direction: z
        .enum(['above', 'below'], 'send "above" or "below"')
        .default('above')
        .meta({ description: '`above`: latest > mean x threshold. `below`: latest < mean / threshold.' }),
    },
    {
      error: (issue) =>
        issue.code === 'invalid_type' ? 'send an object such as {"metric":"price"}' : undefined,
    },
  )
  .meta({ id: 'NewWatch', description: 'What to be told of.' });

export type Watch = z.output<typeof watchSchema>;

/** A watch as it is kept. */
export const keptWatchSchema: z.ZodType<Watch> = z
  .object({
    metric: z.string().nullable().meta({ description: 'Null: any.' }),
    dimension: z
      .string()
      .nullable()
      .meta({ description: 'In canonical form: `kraken:BTC-USD`, `*:BTC-*`; null: any.' }),
    threshold: z.number(),
    direction: z.enum(['above', 'below']),
  })
  .meta({ id: 'Watch', description: 'What somebody is told of.' });

const SAY_WATCHES = `send a list of at most ${MAX_WATCHES} watches, such as [{"metric":"price","threshold":3}]`;

export const watchesSchema = z.array(watchSchema, SAY_WATCHES).max(MAX_WATCHES, SAY_WATCHES);

/** Those known, and those added that say something else; the first 50. */
export function joinWatches(known: readonly Watch[], added: readonly Watch[]): Watch[] {
  const joined = new Map([...known, ...added].map((watch) => [identity(watch), watch]));
  return [...joined.values()].slice(0, MAX_WATCHES);
}

/** Equal for watches that say the same. */
export function identity({ metric, dimension, threshold, direction }: Watch): string {
  return JSON.stringify([metric, dimension && targetKey(dimension), threshold, direction]);
}
