import { pageOrProblem } from '@/app/api/emails/page-or-problem';
import { nothing } from '@/app/api/emails/parameters';
import { watchesIn } from '@/components/subscribe/watches-in';
import { env } from '@/lib/env';
import { clientOf, type Handler, isForm, readBody, readQuery, route, seeOther } from '@/lib/http';
import { knownNames } from '@/lib/names';
import { seriesReader } from '@/lib/series';
import { limitPreviews, preview, previewSchema, subscriberDeps } from '@/lib/subscribers';
import { previewPage } from './preview-page';

const count: Handler = (request) =>
  pageOrProblem(request, '/preview', async () => {
    readQuery(request, nothing);
    // A page without scripts sends all of a form; of it the watches alone are kept, in the address of a page.
    const { watches } = await readBody(request, previewSchema, (form) => ({
      watches: watchesIn(form).watches,
    }));
    if (isForm(request)) return seeOther(previewPage(watches));
    const snapshot = await seriesReader().snapshot();
    const known = knownNames(snapshot, watches);
    const deps = subscriberDeps();
    await limitPreviews(deps.pool, deps.secret, clientOf(request, env().onVercel));
    const previewed = await preview(deps, snapshot, known, request.signal);
    return Response.json(previewed, { headers: { 'Cache-Control': 'no-store' } });
  });

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = route({ POST: count });
