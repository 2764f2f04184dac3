import { readSitemap, xmlReply } from '@/components/site/read-sitemap';
import { sitemap } from '@/components/site/sitemap';
import { env } from '@/lib/env';
import { readRoute } from '@/lib/http';

export const { GET, HEAD } = readRoute(async () => xmlReply(sitemap(await readSitemap(), env().appUrl)));
