import type { z } from 'zod';
import { passwordsOf } from './database-url';
import { judgeEmailSettings } from './email-settings';
import { settings } from './settings';
import { singleton } from './singleton';

export type Env = ReturnType<typeof parseEnv>;

/** Settings that cannot be used: one line each, saying what to write instead. */
export class SettingError extends Error {
  override name = 'SettingError';
}

const SECRET = /SECRET|TOKEN|API_KEY|DATABASE_URL|HEARTBEAT_URL|HTTPS?_PROXY/;
/** Those whose secret is a password within an address. */
const ADDRESS = /DATABASE_URL|HTTPS?_PROXY/;
/** By which most programs know them: in small letters first. */
const EITHER_CASE = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY'];

/** The settings of this process, parsed once, at the first call: a build needs none. Throws SettingError. */
export function env(): Env {
  return singleton('env', () => parseEnv(process.env));
}

/** Settings from names and values as the environment has them; an empty value counts as absent. Throws SettingError. */
export function parseEnv(source: Record<string, string | undefined>) {
  const present = presentIn(source);
  const read = settings.safeParse(present);
  if (!read.success) throw new SettingError(linesOf(read.error, present));
  const s = read.data;
  const appUrl = s.APP_URL ?? defaultAppUrl(present.VERCEL_PROJECT_PRODUCTION_URL, s);
  if (s.HSTS !== 'off' && !appUrl.startsWith('https:')) {
    throw new SettingError(
      `HSTS is "${s.HSTS}": it needs an address with https, such as APP_URL=https://metrics.example.com; or write HSTS=off`,
    );
  }
  return {
    adminToken: s.ADMIN_TOKEN,
    alertMinQuoteVolume: s.ALERT_MIN_QUOTE_VOLUME,
    alertThreshold: s.ALERT_THRESHOLD,
    appSecret: s.APP_SECRET,
    appUrl,
    backfill: s.BACKFILL === 'on' && present.VERCEL !== '1',
    collectIntervalSeconds: s.COLLECT_INTERVAL,
    cronSecret: s.CRON_SECRET,
    databasePoolSize: s.DATABASE_POOL_SIZE,
    databaseUrl: s.DATABASE_URL,
    dataDir: s.DATA_DIR,
    demo: s.DEMO === 'on',
    diskFullPercent: s.DISK_FULL_PERCENT,
    edge: s.EDGE === 'on',
    emails: judgeEmailSettings({
      resendApiKey: s.RESEND_API_KEY,
      resendBaseUrl: s.RESEND_BASE_URL,
      mailFrom: s.MAIL_FROM,
      appUrl,
      isAppUrlSet: s.APP_URL !== undefined,
    }),
    heartbeatUrl: s.HEARTBEAT_URL,
    host: s.HOST,
    hsts: s.HSTS,
    logLevel: s.LOG_LEVEL,
    logRetentionDays: s.LOG_RETENTION_DAYS,
    mailFrom: s.MAIL_FROM,
    observationRetentionHours: s.OBSERVATION_RETENTION_HOURS,
    operatorEmail: s.OPERATOR_EMAIL,
    onVercel: present.VERCEL === '1',
    port: s.PORT,
    proxy: { httpProxy: s.HTTP_PROXY, httpsProxy: s.HTTPS_PROXY, noProxy: s.NO_PROXY },
    resendApiKey: s.RESEND_API_KEY,
    resendBaseUrl: s.RESEND_BASE_URL,
    resendRequestsPerSecond: s.RESEND_REQUESTS_PER_SECOND,
    resendWebhookSecret: s.RESEND_WEBHOOK_SECRET,
    rollupRetentionDays: s.ROLLUP_RETENTION_DAYS,
    scheduler: s.SCHEDULER === 'on' && present.VERCEL !== '1',
    sources: s.SOURCES,
    sourceTimeoutSeconds: s.SOURCE_TIMEOUT,
    sourceUrls: s.SOURCE_URLS,
    trustProxy: s.TRUST_PROXY,
  };
}

function presentIn(source: Record<string, string | undefined>): Record<string, string | undefined> {
  const written = Object.entries(source).map(([name, value]) => [name, value?.trim()] as const);
  const present = Object.fromEntries(written.filter(([, value]) => value !== ''));
  for (const name of EITHER_CASE) present[name] = present[name.toLowerCase()] ?? present[name];
  return present;
}

function defaultAppUrl(
  vercelHost: string | undefined,
  { HOST, PORT }: { HOST?: string | undefined; PORT: number },
): string {
  return vercelHost === undefined ? ownOrigin(HOST, PORT, 'localhost') : `https://${vercelHost}`;
}

/** Where this server can be reached on its own machine; `anyHost` is used if it listens on every address. */
export function ownOrigin(host: string | undefined, port: number, anyHost: string): string {
  const name = host === undefined || ['0.0.0.0', '::'].includes(host) ? anyHost : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}

/** The secrets among these settings, also those that cannot be used, to keep them out of what is printed. */
export function secretsIn(source: Record<string, string | undefined> = process.env): string[] {
  const secrets = Object.keys(settings.shape)
    .filter((name) => SECRET.test(name))
    .flatMap((name) => {
      const value =
        source[name]?.trim() ?? (EITHER_CASE.includes(name) ? source[name.toLowerCase()] : '') ?? '';
      return ADDRESS.test(name) ? passwordsOf(value) : value;
    });
  // A password such as "postgres" is no secret, and would be hidden in every other word that is equal.
  return secrets.filter((secret) => secret.length > 3 && !/^(postgres|password|tracker)$/i.test(secret));
}

function linesOf(error: z.ZodError, source: Record<string, string | undefined>): string {
  const lines = new Map(
    error.issues.map((issue) => {
      const name = String(issue.path[0]);
      const shown = SECRET.test(name) ? 'cannot be used' : `is "${source[name]}"`;
      return [name, `${name} ${shown}: ${issue.message}`];
    }),
  );
  return [...lines.values()].join('\n');
}
