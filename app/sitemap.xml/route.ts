import { readSitemap, xmlReply } from '@/components/site/read-sitemap';
import { sitemap } from '@/components/site/sitemap';
import { readRoute } from '@/lib/http';
import { env } from '@/lib/platform/env';

export const { GET, HEAD } = readRoute(async () => xmlReply(sitemap(await readSitemap(), env().appUrl)));
