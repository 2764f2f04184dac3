import { readSitemap, xmlReply } from '@/components/site/read-sitemap';
import { sitemapFile } from '@/components/site/sitemap';
import { HttpProblem, readRoute } from '@/lib/http';
import { env } from '@/lib/platform/env';

export const { GET, HEAD } = readRoute(async (request) => {
  const file = Number(new URL(request.url).pathname.split('/').at(-1));
  const xml =
    Number.isInteger(file) && file > 0 ? sitemapFile(await readSitemap(), env().appUrl, file) : null;
  if (xml === null) throw new HttpProblem('not-found', 'There is no such file: /sitemap.xml names them.');
  return xmlReply(xml);
});
