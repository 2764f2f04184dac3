import type { z } from 'zod';
import { pageOrProblem, type Sent } from '@/app/api/emails/page-or-problem';
import { bodyOfForm } from '@/components/subscribe/watches-in';
import {
  type Form,
  type Handler,
  HttpProblem,
  isForm,
  readBody,
  readQuery,
  route,
  seeOther,
} from '@/lib/http';
import { knownNames } from '@/lib/queries/names';
import { seriesReader } from '@/lib/series';
import { getWatches, putWatches, subscriberDeps, tokenQuery, watchListSchema } from '@/lib/subscribers';

const read: Handler = async (request) => {
  const { token } = readQuery(request, tokenQuery);
  return privately(await getWatches(subscriberDeps(), token));
};

const write: Handler = async (request) => {
  const { token } = readQuery(request, tokenQuery);
  return privately(await replace(token, await readBody(request, watchListSchema)));
};

/** A page without JavaScript can only POST. */
const writeForm: Handler = (request) => {
  const { token } = readQuery(request, tokenQuery);
  const page = `/manage?token=${encodeURIComponent(token)}`;
  let sent: Sent | null = null;
  const bodyOf = (fields: Form) => {
    sent = { page, fields };
    return bodyOfForm(fields);
  };
  const work = async () => {
    if (!isForm(request))
      throw new HttpProblem('unsupported-media-type', 'Send JSON by PUT, or a form by POST.');
    await replace(token, await readBody(request, watchListSchema, bodyOf));
    return seeOther(`${page}&done=saved`);
  };
  return pageOrProblem(request, page, work, () => sent);
};

async function replace(token: string, { watches, timeZone }: z.output<typeof watchListSchema>) {
  const known = knownNames(await seriesReader().snapshot(), watches);
  return putWatches(subscriberDeps(), token, { watches: known, timeZone });
}

function privately(body: object): Response {
  return Response.json(body, { headers: { 'Cache-Control': 'no-store' } });
}

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = route({
  GET: read,
  PUT: write,
  POST: writeForm,
});
