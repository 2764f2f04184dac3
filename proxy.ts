import { type NextRequest, NextResponse } from 'next/server';
import { UNKNOWN_MARKET } from '@/components/markets/unknown-market';
import { seriesReader } from '@/lib/series';

export const config = { matcher: '/markets/:dimension' };

/**
 * Sends the address of an unknown market to the not-found page, whose status is 404: the page of a market is
 * streamed, and has its status sent, before it knows. Where the database is away, it is the page that says so.
 */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const segment = request.nextUrl.pathname.slice('/markets/'.length);
  if (await isKnown(segment).catch(() => true)) return NextResponse.next();
  const headers = new Headers(request.headers);
  headers.set(UNKNOWN_MARKET, segment);
  return NextResponse.rewrite(new URL('/no-such-market', request.url), { request: { headers } });
}

async function isKnown(segment: string): Promise<boolean> {
  const { collection, dimensionByName } = await seriesReader().snapshot();
  // Before the first collection nobody knows.
  return collection === null || dimensionByName.has(decodeURIComponent(segment));
}
