import { pageOrProblem } from '@/app/api/emails/page-or-problem';
import { asItIs } from '@/app/api/emails/parameters';
import { type Handler, isForm, readBody, readQuery, route, seeOther } from '@/lib/http';
import { knownNames } from '@/lib/names';
import { seriesReader } from '@/lib/series';
import { getMutes, muteSchema, setMute, subscriberDeps, tokenQuery } from '@/lib/subscribers';

const read: Handler = async (request) => {
  const { token } = readQuery(request, tokenQuery);
  return privately(await getMutes(subscriberDeps(), token));
};

const write: Handler = (request) => {
  const { token } = readQuery(request, tokenQuery);
  const page = pageOf(token);
  return pageOrProblem(request, page, async () => {
    const wanted = await readBody(request, muteSchema, asItIs);
    const [known] = knownNames(await seriesReader().snapshot(), [{ ...wanted, metric: null }]);
    const dimension = known?.dimension ?? wanted.dimension;
    const mutes = await setMute(subscriberDeps(), token, { ...wanted, dimension });
    if (!isForm(request)) return privately(mutes);
    return seeOther(`${page}&dimension=${encodeURIComponent(dimension)}&done=${wanted.for}`);
  });
};

/** Where the button stood: each link opens one page. */
function pageOf(token: string): string {
  return `/${token.startsWith('manage.') ? 'manage' : 'mute'}?token=${encodeURIComponent(token)}`;
}

function privately(body: object): Response {
  return Response.json(body, { headers: { 'Cache-Control': 'no-store' } });
}

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = route({ GET: read, POST: write });
