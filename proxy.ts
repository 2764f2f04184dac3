import { type NextRequest, NextResponse } from 'next/server';
import { privateMailbox } from '@/components/mailbox/mailbox-answers';
import { UNKNOWN_MARKET } from '@/components/markets/unknown-market';
import { canReadMailbox, cookieForLink, HttpProblem, pageCacheControl } from '@/lib/http';
import { env } from '@/lib/platform/env';
import { type Snapshot, seriesReader } from '@/lib/series';

/**
 * The pages that are the same for everybody, but not what one of them asks for when it changes to another: that is for
 * itself alone. Next reads this without running it: nothing in here may be a name.
 */
export const config = {
  matcher: [
    {
      source: '/(sources|alerts|api-docs)?',
      missing: [
        { type: 'header', key: 'rsc' },
        { type: 'query', key: '_rsc' },
      ],
    },
    '/mailbox/:path*',
    {
      source: '/markets/:dimension',
      missing: [
        { type: 'header', key: 'rsc' },
        { type: 'query', key: '_rsc' },
      ],
    },
  ],
};

const MARKETS = '/markets/';

/**
 * Lets shared caches keep the public pages until the next collection, which a page cannot say itself. And sends the
 * address of an unknown market to the not-found page, whose status is 404: the page of a market is streamed, and has
 * its status sent, before it knows. Where the database is away, it is the page that says so, and nobody keeps it.
 */
export async function proxy(request: NextRequest): Promise<Response> {
  if (request.nextUrl.pathname.startsWith('/mailbox')) return mailbox(request);
  const snapshot = await seriesReader()
    .snapshot()
    .catch(() => null);
  if (snapshot === null) return NextResponse.next();
  const { pathname } = request.nextUrl;
  if (pathname.startsWith(MARKETS) && !isKnown(pathname.slice(MARKETS.length), snapshot)) {
    const headers = new Headers(request.headers);
    headers.set(UNKNOWN_MARKET, pathname.slice(MARKETS.length));
    return NextResponse.rewrite(new URL('/no-such-market', request.url), { request: { headers } });
  }
  return NextResponse.next({
    headers: { 'Cache-Control': pageCacheControl(snapshot.collection, Date.now()) },
  });
}

/** Emails with their links are for the operator: by the link that the server printed, or by the admin token. */
async function mailbox(request: NextRequest): Promise<Response> {
  const { searchParams } = request.nextUrl;
  const settings = env();
  const cookie = cookieForLink(searchParams.get('token') ?? '', settings, Date.now());
  if (cookie !== null) {
    const { pathname } = request.nextUrl;
    const headers = { 'Cache-Control': 'no-store', 'Set-Cookie': cookie };
    // The same address without the token, which would stay in the browser's history.
    return NextResponse.redirect(new URL(pathname, request.url), { status: 303, headers });
  }
  try {
    if (await canReadMailbox(request, settings, Date.now())) return NextResponse.next();
  } catch (error) {
    if (!(error instanceof HttpProblem)) throw error;
    return new NextResponse(error.detail, { status: error.status, headers: error.headers });
  }
  return privateMailbox(searchParams.has('sign-in'));
}

function isKnown(segment: string, { collection, dimensionByName }: Snapshot): boolean {
  // Before the first collection nobody knows.
  return collection === null || dimensionByName.has(decodeURIComponent(segment));
}
