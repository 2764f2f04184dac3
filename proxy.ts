import { type NextRequest, NextResponse } from 'next/server';
import { UNKNOWN_MARKET } from '@/components/markets/unknown-market';
import { env } from '@/lib/env';
import { HttpProblem, mayReadMails, pageCacheControl } from '@/lib/http';
import { type Snapshot, seriesReader } from '@/lib/series';

/**
 * The pages that are the same for everybody, but not what one of them asks for when it changes to another: that is for
 * itself alone. Next reads this without running it: nothing in here may be a name.
 */
export const config = {
  matcher: [
    {
      source: '/(sources)?',
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
export async function proxy(request: NextRequest): Promise<NextResponse> {
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

/** Mails with their links are for who runs this: at this machine, by the admin token, or where all is a demo. */
async function mailbox(request: NextRequest): Promise<NextResponse> {
  const { adminToken, demo, onVercel } = env();
  try {
    if (demo || (await mayReadMails(request, { adminToken, onVercel }))) return NextResponse.next();
  } catch (error) {
    if (!(error instanceof HttpProblem)) throw error;
    return new NextResponse(error.detail, { status: error.status, headers: error.headers });
  }
  return new NextResponse(
    'The mailbox is open on the machine that this runs on. From elsewhere, sign in with any name and the admin token.',
    {
      status: 401,
      headers: {
        'Cache-Control': 'no-store',
        'Content-Type': 'text/plain; charset=utf-8',
        'WWW-Authenticate': 'Basic realm="mailbox", charset="UTF-8"',
      },
    },
  );
}

function isKnown(segment: string, { collection, dimensionByName }: Snapshot): boolean {
  // Before the first collection nobody knows.
  return collection === null || dimensionByName.has(decodeURIComponent(segment));
}
