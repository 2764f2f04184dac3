import { bodyOfForm } from '@/components/subscribe/watches-in';
import {
  clientOf,
  type Form,
  type Handler,
  isForm,
  permitAdmin,
  readBody,
  readQuery,
  requireSameOrigin,
  route,
  seeOther,
} from '@/lib/http';
import { pool } from '@/lib/platform/database';
import { env } from '@/lib/platform/env';
import { knownNames, nameTest } from '@/lib/queries/names';
import { seriesReader } from '@/lib/series';
import {
  ASKED,
  askRemoval,
  limitRequests,
  listSubscribers,
  removalSchema,
  removeNow,
  signUpSchema,
  subscribe,
  subscriberQuery,
} from '@/lib/subscribers';
import { withMails } from './mails';
import { pageOrProblem, type Sent } from './page-or-problem';
import { nothing } from './parameters';

const signUp: Handler = (request) => {
  let sent: Sent | null = null;
  const bodyOf = (fields: Form) => {
    sent = { page: '/confirm', fields };
    return bodyOfForm(fields);
  };
  const work = async () => {
    readQuery(request, nothing);
    if (isForm(request)) requireSameOrigin(request, env().appUrl);
    const wanted = await readBody(request, signUpSchema, bodyOf);
    const snapshot = await seriesReader().snapshot();
    const watches = knownNames(snapshot, wanted.watches);
    const deps = withMails();
    await limitRequests(deps.pool, deps.secret, clientOf(request, env().onVercel));
    await subscribe(deps, { ...wanted, watches }, nameTest(snapshot));
    return isForm(request) ? seeOther('/confirm?sent=1') : accepted();
  };
  return pageOrProblem(request, '/confirm', work, () => sent);
};

const list: Handler = async (request) => {
  await permitAdmin(request, env().adminToken);
  return Response.json(await listSubscribers(pool(), readQuery(request, subscriberQuery)), {
    headers: { 'Cache-Control': 'no-store' },
  });
};

const remove: Handler = async (request) => {
  readQuery(request, nothing);
  const isAdmin = request.headers.has('authorization');
  if (isAdmin) await permitAdmin(request, env().adminToken);
  const { email } = await readBody(request, removalSchema);
  const deps = withMails();
  if (isAdmin) {
    await removeNow(deps, email);
    return new Response(null, { status: 204, headers: { 'Cache-Control': 'no-store' } });
  }
  await limitRequests(deps.pool, deps.secret, clientOf(request, env().onVercel));
  await askRemoval(deps, email);
  return accepted();
};

function accepted(): Response {
  return Response.json(ASKED, { status: 202, headers: { 'Cache-Control': 'no-store' } });
}

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = route({
  GET: list,
  POST: signUp,
  DELETE: remove,
});
