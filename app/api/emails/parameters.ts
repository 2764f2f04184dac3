import { z } from 'zod';
import type { Form } from '@/lib/http';

/** The query of a route that takes none. */
export const nothing = z.strictObject({});

const SAY = 'send the token of the link in the mail';

export const tokenSchema = z
  .string(SAY)
  .min(1, SAY)
  .max(200, SAY)
  .meta({
    description: 'The token of the link in the mail.',
    example: `manage.17.1.1795600000.${'x'.repeat(43)}`,
  });

/** The query of a route behind a link. */
export const tokenQuery = z.strictObject({ token: tokenSchema });

/** The body of one. */
export const tokenBody = z.strictObject({ token: tokenSchema });

/** For a form whose fields are those of the JSON. */
export const asItIs = (form: Form) => form;
