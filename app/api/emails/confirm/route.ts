import { pageOrProblem } from '@/app/api/emails/page-or-problem';
import { asItIs, nothing } from '@/app/api/emails/parameters';
import { isForm, readBody, readQuery, requireSameOrigin, route, seeOther } from '@/lib/http';
import { env } from '@/lib/platform/env';
import { confirm, subscriberDeps, tokenSchema } from '@/lib/subscribers';

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = route({
  POST: (request) =>
    pageOrProblem(request, '/confirm', async () => {
      readQuery(request, nothing);
      if (isForm(request)) requireSameOrigin(request, env().appUrl);
      const { token } = await readBody(request, tokenSchema, asItIs);
      const confirmed = await confirm(subscriberDeps(), token);
      if (isForm(request)) {
        const { search } = new URL(confirmed.manage);
        return seeOther(`/manage${search}&done=confirmed`);
      }
      return Response.json(confirmed, { headers: { 'Cache-Control': 'no-store' } });
    }),
});
