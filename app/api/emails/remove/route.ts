import { pageOrProblem } from '@/app/api/emails/page-or-problem';
import { asItIs, nothing } from '@/app/api/emails/parameters';
import { isForm, readBody, readQuery, requireSameOrigin, route, seeOther } from '@/lib/http';
import { env } from '@/lib/platform/env';
import { removeByLink, subscriberDeps, tokenSchema } from '@/lib/subscribers';

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = route({
  POST: (request) =>
    pageOrProblem(request, '/unsubscribe', async () => {
      readQuery(request, nothing);
      if (isForm(request)) requireSameOrigin(request, env().appUrl);
      const { token } = await readBody(request, tokenSchema, asItIs);
      const done = await removeByLink(subscriberDeps(), token);
      if (isForm(request)) return seeOther('/unsubscribe?done=removed');
      return Response.json(done, { headers: { 'Cache-Control': 'no-store' } });
    }),
});
