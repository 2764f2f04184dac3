import { z } from 'zod';

const SAY = 'send the token of the link in the mail';

const EXAMPLE = `manage.17.1.1803295187.${'x'.repeat(43)}`;

const token = z.string(SAY).min(1, SAY).max(200, SAY);

/** The query of a route behind a link. */
export const tokenQuery = z.strictObject({
  token: token.meta({ description: 'The token of the link in the mail.', param: { example: EXAMPLE } }),
});

/** The body of one. */
export const tokenSchema = z
  .strictObject({
    token: token.meta({ description: 'The token of the link in the mail.', example: EXAMPLE }),
  })
  .meta({ id: 'LinkToken' });

const SAY_ONE_CLICK = 'send the form body List-Unsubscribe=One-Click';

/** RFC 8058, 3.1; with `page`, from our own page, which wants to be led to one. Programs may add fields. */
export const oneClickSchema = z
  .object({
    'List-Unsubscribe': z.literal('One-Click', SAY_ONE_CLICK),
    page: z
      .literal('1', 'leave it out')
      .optional()
      .meta({ description: 'For our own page: answers 303 to it.' }),
  })
  .meta({ id: 'OneClick', description: 'RFC 8058, 3.1.' });
