import { pageOrProblem } from '@/app/api/emails/page-or-problem';
import { asItIs } from '@/app/api/emails/parameters';
import { isForm, readBody, readQuery, route, seeOther } from '@/lib/http';
import { oneClickSchema, subscriberDeps, tokenQuery, unsubscribe } from '@/lib/subscribers';

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = route({
  POST: (request) =>
    pageOrProblem(request, '/unsubscribe', async () => {
      const { token } = readQuery(request, tokenQuery);
      const { page } = await readBody(request, oneClickSchema, asItIs);
      const done = await unsubscribe(subscriberDeps(), token);
      if (isForm(request) && page !== undefined) return seeOther(`/unsubscribe?done=${done.status}`);
      return Response.json(done, { headers: { 'Cache-Control': 'no-store' } });
    }),
});
