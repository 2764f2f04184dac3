import { pageOrProblem, type Sent } from '@/app/api/emails/page-or-problem';
import { nothing } from '@/app/api/emails/parameters';
import { watchesIn } from '@/components/subscribe/watches-in';
import { clientOf, type Form, type Handler, isForm, readBody, readQuery, route, seeOther } from '@/lib/http';
import { env } from '@/lib/platform/env';
import { knownNames } from '@/lib/queries/names';
import { seriesReader } from '@/lib/series';
import { limitPreviews, preview, previewSchema, subscriberDeps } from '@/lib/subscribers';
import { previewPage } from './preview-page';

/** The form that a preview was asked for in, where it is not that of a sign-up. */
const MANAGE_PAGE = /^\/manage\?token=[\w.~%-]{1,300}$/;

const count: Handler = (request) => {
  let sent: Sent | null = null;
  const bodyOf = ({ back = '', ...fields }: Form) => {
    sent = { page: MANAGE_PAGE.test(back) ? back : '/confirm', fields };
    // A page without scripts sends all of a form; of it the watches alone are kept, in the address of a page.
    return { watches: watchesIn(fields).watches };
  };
  const work = async () => {
    readQuery(request, nothing);
    const { watches } = await readBody(request, previewSchema, bodyOf);
    const snapshot = await seriesReader().snapshot();
    const known = knownNames(snapshot, watches);
    if (isForm(request)) return seeOther(previewPage(known));
    const deps = subscriberDeps();
    await limitPreviews(deps.pool, deps.secret, clientOf(request, env().onVercel));
    const previewed = await preview(deps, snapshot, known, request.signal);
    return Response.json(previewed, { headers: { 'Cache-Control': 'no-store' } });
  };
  return pageOrProblem(request, '/preview', work, () => sent);
};

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = route({ POST: count });
