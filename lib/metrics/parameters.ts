import { z } from 'zod';

/** A name or a search text; `example` shows what to send. */
export const text = (say: string) => z.string(say).trim().min(1, say);

/** A whole number written in digits. */
export const whole = (from: number, to: number, say: string) =>
  z
    .string(say)
    .regex(/^\d{1,9}$/, say)
    .transform(Number)
    .refine((n) => n >= from && n <= to, say);

/** An instant in ISO 8601, or a day of the calendar (its midnight); UTC. */
export const instant = (say: string) =>
  z
    .union([z.iso.datetime({ offset: true }), z.iso.date()], say)
    .transform((written) => new Date(written))
    .refine((at) => !Number.isNaN(at.getTime()), say);
