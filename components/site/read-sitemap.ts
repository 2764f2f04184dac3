import { seriesReader } from '@/lib/series';
import { type SitemapEntry, sitemapEntries } from './sitemap';

/** Every page there is now; markets unseen for a day are left out, since their pages have nothing to show. */
export async function readSitemap(): Promise<SitemapEntry[]> {
  const { dimensions, lastSeenMs, rowOf } = await seriesReader().snapshot();
  return sitemapEntries(
    dimensions
      .filter(({ id }) => rowOf.has(id))
      .map(({ id, name }) => ({ name, lastSeenMs: lastSeenMs.get(id) ?? null })),
  );
}

/** A sitemap as it is answered: it may be an hour old. */
export function xmlReply(xml: string): Response {
  return new Response(xml, {
    headers: { 'Content-Type': 'application/xml; charset=utf-8', 'Cache-Control': 'public, s-maxage=3600' },
  });
}
