import { marketPath } from '@/lib/format/market-name';

/** What the protocol allows in one file (sitemaps.org). */
const MAX_IN_FILE = 50_000;
const PAGES = ['/', '/alerts', '/sources', '/api-docs'];

export interface SitemapEntry {
  path: string;
  /** ms UTC; null where the page has no time of its own. */
  changedMs: number | null;
}

/** Every page that a search engine may show: the fixed ones, then each market. `markets` are names and times. */
export function sitemapEntries(
  markets: readonly { name: string; lastSeenMs: number | null }[],
): SitemapEntry[] {
  const fixed = PAGES.map((path) => ({ path, changedMs: null }));
  return [
    ...fixed,
    ...markets.map(({ name, lastSeenMs }) => ({ path: marketPath(name), changedMs: lastSeenMs })),
  ];
}

/** What `/sitemap.xml` is: all entries, or where they do not fit into one file, the index of the files. */
export function sitemap(entries: readonly SitemapEntry[], origin: string): string {
  if (entries.length <= MAX_IN_FILE) return urlSet(entries, origin);
  const files = Array.from({ length: Math.ceil(entries.length / MAX_IN_FILE) }, (_, i) => i + 1);
  const rows = files.map((file) => `<sitemap><loc>${escaped(`${origin}/sitemaps/${file}`)}</loc></sitemap>`);
  return `${HEAD}<sitemapindex ${NAMESPACE}>\n${rows.join('\n')}\n</sitemapindex>\n`;
}

/** One file of the index, counted from 1; null if there is none of that number. */
export function sitemapFile(entries: readonly SitemapEntry[], origin: string, file: number): string | null {
  const part = entries.slice((file - 1) * MAX_IN_FILE, file * MAX_IN_FILE);
  return part.length === 0 ? null : urlSet(part, origin);
}

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';
const NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"';

function urlSet(entries: readonly SitemapEntry[], origin: string): string {
  const rows = entries.map(({ path, changedMs }) => {
    const changed = changedMs === null ? '' : `<lastmod>${new Date(changedMs).toISOString()}</lastmod>`;
    return `<url><loc>${escaped(`${origin}${path}`)}</loc>${changed}</url>`;
  });
  return `${HEAD}<urlset ${NAMESPACE}>\n${rows.join('\n')}\n</urlset>\n`;
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
}
