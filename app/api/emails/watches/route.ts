import type { z } from 'zod';
import { pageOrProblem } from '@/app/api/emails/page-or-problem';
import { type Handler, HttpProblem, isForm, readBody, readQuery, route, seeOther } from '@/lib/http';
import { knownNames } from '@/lib/names';
import { seriesReader } from '@/lib/series';
import { getWatches, putWatches, subscriberDeps, tokenQuery, watchListSchema } from '@/lib/subscribers';
import { watchesOfForm } from './watches-form';

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
  return pageOrProblem(request, page, async () => {
    if (!isForm(request))
      throw new HttpProblem('unsupported-media-type', 'Send JSON by PUT, or a form by POST.');
    await replace(token, await readBody(request, watchListSchema, watchesOfForm));
    return seeOther(`${page}&done=saved`);
  });
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
