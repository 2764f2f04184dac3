import { z } from 'zod';

const SAY = 'send the name of a time zone, such as "Europe/Berlin"; or leave it out';

/** In which the times in mails are written; null is UTC. */
export const timeZoneSchema = z
  .string(SAY)
  .max(64, SAY)
  .refine(isTimeZone, SAY)
  .nullish()
  .transform((name) => name ?? null)
  .meta({
    description: 'A name of the IANA database, for the times in mails; left out: UTC.',
    example: 'Europe/Berlin',
  });

function isTimeZone(name: string): boolean {
  // Offsets such as +01:00 are known to Intl, and no place's time.
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
