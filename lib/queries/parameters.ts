import { z } from 'zod';
import { metricText } from '@/lib/model/name-schema';

/** A name or a search text. `say` tells what to send instead. */
export const text = (say: string) => z.string(say).trim().min(1, say);

/** A whole number written in digits. */
export const whole = (from: number, to: number, say: string) =>
  z
    .string(say)
    .regex(/^\d{1,9}$/, say)
    .transform(Number)
    .refine((n) => n >= from && n <= to, say)
    .meta({ override: { type: 'integer', minimum: from, maximum: to, pattern: undefined } });

/** An instant in ISO 8601, or a day of the calendar (its midnight); UTC. */
export const instant = (say: string) =>
  z
    .union([z.iso.datetime({ offset: true }), z.iso.date()], say)
    .transform((written) => new Date(written))
    .refine((at) => !Number.isNaN(at.getTime()), say);

/** How many markets one request may name. */
const MAX_NAMES = 100;
const SAY_NAMES = `send names of markets with commas between them, ${MAX_NAMES} at most, such as kraken:BTC-USD,okx:BTC-USDT`;

/** The `dimensions` parameter: several markets at once, each once. No name holds a comma. */
export const dimensionNames = z
  .string(SAY_NAMES)
  .transform((names) => [
    ...new Set(
      names
        .split(',')
        .map((name) => name.trim())
        .filter((name) => name !== ''),
    ),
  ])
  .refine((names) => names.length > 0 && names.length <= MAX_NAMES, SAY_NAMES);

/** The `metric` parameter. */
export const metricName = metricText(
  'send the name of a metric, such as metric=price; GET /api/list-metrics lists them',
).meta({
  description: 'Name of a metric, as `/list-metrics` has it; case does not matter.',
  param: { example: 'price' },
});
