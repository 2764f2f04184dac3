import { z } from 'zod';

/** An email in the body of a request to Resend. */
export const payloadMail = z.object({
  from: z.string(),
  to: z.tuple([z.string()]).transform(([to]) => to),
  subject: z.string(),
  html: z.string(),
  text: z.string(),
  headers: z.record(z.string(), z.string()),
});
