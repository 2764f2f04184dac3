import { z } from 'zod';
import {
  address,
  databaseUrl,
  dataDir,
  decimal,
  host,
  mailFrom,
  onOrOff,
  operatorEmail,
  originOr,
  proxyUrl,
  secret,
  sources,
  sourceUrls,
  token,
  trustProxy,
  whole,
} from './setting-kinds';

const DEFAULT_SOURCES = [
  'kraken',
  'coinbaseexchange',
  'binance',
  'okx',
  'bybit',
  'kucoin',
  'gate',
  'bitfinex',
  'bitstamp',
  'mexc',
  'htx',
  'bitget',
  'cryptocom',
  'gemini',
];

/** Every setting by its name in the environment. `.env.example` explains each. */
export const settings = z.object({
  ADMIN_TOKEN: secret('ADMIN_TOKEN=4f1d0c9ab2e85d37').optional(),
  ALERT_MIN_QUOTE_VOLUME: decimal(0, 1e12, 'ALERT_MIN_QUOTE_VOLUME=50000').default(50000),
  // Below 1.25 nine tenths of it are hardly above the mean, and an alert would never end.
  ALERT_THRESHOLD: decimal(1.25, 1000, 'ALERT_THRESHOLD=3').default(3),
  APP_SECRET: secret('APP_SECRET=9c2e7b51d04fa386').optional(),
  APP_URL: originOr(
    'write the address that people open, such as APP_URL=https://metrics.example.com',
  ).optional(),
  BACKFILL: onOrOff('BACKFILL').default('on'),
  EDGE: onOrOff('EDGE').default('on'),
  // Above two hours a day holds fewer than the 12 observations that make a baseline.
  COLLECT_INTERVAL: whole(1, 7200, 'COLLECT_INTERVAL=300').default(300),
  CRON_SECRET: secret('CRON_SECRET=0a6f93c1e7d25b48').optional(),
  DATABASE_POOL_SIZE: whole(2, 200, 'DATABASE_POOL_SIZE=10').default(10),
  DATABASE_URL: databaseUrl.optional(),
  DATA_DIR: dataDir.default('.data'),
  DEMO: onOrOff('DEMO').default('off'),
  DISK_FULL_PERCENT: whole(50, 99, 'DISK_FULL_PERCENT=90').default(90),
  HEARTBEAT_URL: address('HEARTBEAT_URL=https://hc-ping.com/<uuid>').optional(),
  HOST: host.optional(),
  // Off by default: a browser remembers it for two years, also for what else runs under that name.
  HSTS: z
    .enum(['off', 'on', 'subdomains', 'clear'], 'write off, on, subdomains or clear, such as HSTS=on')
    .default('off'),
  HTTP_PROXY: proxyUrl('HTTP_PROXY').optional(),
  HTTPS_PROXY: proxyUrl('HTTPS_PROXY').optional(),
  LOG_LEVEL: z
    .enum(
      ['debug', 'info', 'warn', 'error', 'silent'],
      'write debug, info, warn, error or silent, such as LOG_LEVEL=info',
    )
    .default('info'),
  LOG_RETENTION_DAYS: whole(1, 3650, 'LOG_RETENTION_DAYS=30').default(30),
  NO_PROXY: z.string().optional(),
  OPERATOR_EMAIL: operatorEmail.optional(),
  MAIL_FROM: mailFrom.optional(),
  OBSERVATION_RETENTION_HOURS: whole(25, 87_600, 'OBSERVATION_RETENTION_HOURS=48').default(48),
  PORT: whole(1, 65_535, 'PORT=3000').default(3000),
  RESEND_API_KEY: token('RESEND_API_KEY=re_0a6f93c1e7d25b48').optional(),
  RESEND_BASE_URL: originOr(
    'write the address of a server that speaks for Resend, such as RESEND_BASE_URL=https://api.resend.com',
  ).default('https://api.resend.com'),
  RESEND_REQUESTS_PER_SECOND: decimal(0.1, 1000, 'RESEND_REQUESTS_PER_SECOND=2').default(2),
  RESEND_WEBHOOK_SECRET: z
    .string()
    .regex(
      /^(whsec_)?[A-Za-z0-9+/]+={0,2}$/,
      'write what Resend shows as signing secret; it begins with whsec_',
    )
    .optional(),
  ROLLUP_RETENTION_DAYS: whole(1, 3650, 'ROLLUP_RETENTION_DAYS=90').default(90),
  SCHEDULER: onOrOff('SCHEDULER').default('on'),
  SOURCES: sources.default(DEFAULT_SOURCES),
  SOURCE_TIMEOUT: decimal(0.1, 120, 'SOURCE_TIMEOUT=10').default(10),
  SOURCE_URLS: sourceUrls.default({}),
  TRUST_PROXY: trustProxy.default([]),
});
