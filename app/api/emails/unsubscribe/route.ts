import { z } from 'zod';
import { pageOrProblem } from '@/app/api/emails/page-or-problem';
import { asItIs, tokenQuery } from '@/app/api/emails/parameters';
import { isForm, readBody, readQuery, route, seeOther } from '@/lib/http';
import { subscriberDeps, unsubscribe } from '@/lib/subscribers';

const SAY = 'send the form body List-Unsubscribe=One-Click';

/** RFC 8058, 3.1; with `page`, from our own page, which wants to be led to one. */
const oneClick = z.strictObject({
  'List-Unsubscribe': z.literal('One-Click', SAY),
  page: z.literal('1', 'leave it out').optional(),
});

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = route({
  POST: (request) =>
    pageOrProblem(request, '/unsubscribe', async () => {
      const { token } = readQuery(request, tokenQuery);
      const { page } = await readBody(request, oneClick, asItIs);
      const done = await unsubscribe(subscriberDeps(), token);
      if (isForm(request) && page !== undefined) return seeOther('/unsubscribe?done=unsubscribed');
      return Response.json(done, { headers: { 'Cache-Control': 'no-store' } });
    }),
});
