import type { z } from 'zod';
import { pageOrProblem } from '@/app/api/emails/page-or-problem';
import { asItIs } from '@/app/api/emails/parameters';
import { type Handler, HttpProblem, isForm, readBody, readQuery, route, seeOther } from '@/lib/http';
import { knownMarkets } from '@/lib/queries/names';
import { type Snapshot, seriesReader } from '@/lib/series';
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
    const dimension = mutable(await seriesReader().snapshot(), wanted);
    const mutes = await setMute(subscriberDeps(), token, { ...wanted, dimension });
    if (!isForm(request)) return privately(mutes);
    return seeOther(`${page}&dimension=${encodeURIComponent(dimension)}&done=${wanted.for}`);
  });
};

/**
 * The canonical name of what somebody mutes. Throws HttpProblem `bad-request` for what means nothing, or any market. To
 * unmute works for every name that is muted, also one that is listed no more.
 */
function mutable(snapshot: Snapshot, { dimension: text, for: lasting }: z.output<typeof muteSchema>): string {
  const path = ['dimension'];
  try {
    const known = knownMarkets(snapshot, text);
    if (known !== null) return known;
  } catch (error) {
    if (!(error instanceof HttpProblem)) throw error;
    if (lasting === 'none') return text;
    throw HttpProblem.ofFields([{ path, detail: error.detail }]);
  }
  throw HttpProblem.ofFields([
    { path, detail: 'unsubscribe to stop all emails; or name a coin or a market' },
  ]);
}

/** Where the button stood: each link opens one page. */
function pageOf(token: string): string {
  return `/${token.startsWith('manage.') ? 'manage' : 'mute'}?token=${encodeURIComponent(token)}`;
}

function privately(body: object): Response {
  return Response.json(body, { headers: { 'Cache-Control': 'no-store' } });
}

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = route({ GET: read, POST: write });
