import type { MetadataRoute } from 'next';
import { connection } from 'next/server';
import { env } from '@/lib/platform/env';

/** Pages are for everybody; what is behind the links of mails, and the interface for programs, is not searched. */
export default async function robots(): Promise<MetadataRoute.Robots> {
  await connection();
  return {
    rules: {
      userAgent: '*',
      allow: ['/', '/api/metrics'],
      disallow: ['/api/', '/confirm', '/manage', '/unsubscribe', '/mailbox'],
    },
    sitemap: `${env().appUrl}/sitemap.xml`,
  };
}
