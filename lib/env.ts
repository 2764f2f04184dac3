import type { z } from 'zod';
import { settings } from '@/lib/settings';
import { singleton } from '@/lib/singleton';

export type Env = ReturnType<typeof parseEnv>;

/** Settings that cannot be used: one line each, saying what to write instead. */
export class SettingError extends Error {
  override name = 'SettingError';
}

const SECRET = /SECRET|TOKEN|API_KEY|DATABASE_URL|HEARTBEAT_URL/;

/** The settings of this process, parsed once, at the first call: a build needs none. Throws SettingError. */
export function env(): Env {
  return singleton('env', () => parseEnv(process.env));
}

/** Settings from names and values as the environment has them; an empty value counts as absent. Throws SettingError. */
export function parseEnv(source: Record<string, string | undefined>) {
  const present = Object.fromEntries(
    Object.entries(source)
      .map(([name, value]) => [name, value?.trim()])
      .filter(([, value]) => value !== ''),
  );
  const read = settings.safeParse(present);
  if (!read.success) throw new SettingError(linesOf(read.error, present));
  const s = read.data;
  return {
    adminToken: s.ADMIN_TOKEN,
    alertThreshold: s.ALERT_THRESHOLD,
    appSecret: s.APP_SECRET,
    appUrl: s.APP_URL ?? defaultAppUrl(present.VERCEL_PROJECT_PRODUCTION_URL, s.PORT),
    backfill: s.BACKFILL === 'on' && present.VERCEL !== '1',
    collectIntervalSeconds: s.COLLECT_INTERVAL,
    cronSecret: s.CRON_SECRET,
    databasePoolSize: s.DATABASE_POOL_SIZE,
    databaseUrl: s.DATABASE_URL,
    dataDir: s.DATA_DIR,
    demo: s.DEMO === 'on',
    diskFullPercent: s.DISK_FULL_PERCENT,
    heartbeatUrl: s.HEARTBEAT_URL,
    logLevel: s.LOG_LEVEL,
    logRetentionDays: s.LOG_RETENTION_DAYS,
    observationRetentionHours: s.OBSERVATION_RETENTION_HOURS,
    operatorEmail: s.OPERATOR_EMAIL,
    onVercel: present.VERCEL === '1',
    port: s.PORT,
    resendApiKey: s.RESEND_API_KEY,
    rollupRetentionDays: s.ROLLUP_RETENTION_DAYS,
    scheduler: s.SCHEDULER === 'on' && present.VERCEL !== '1',
    sources: s.SOURCES,
    sourceTimeoutSeconds: s.SOURCE_TIMEOUT,
    sourceUrls: s.SOURCE_URLS,
    trustProxy: s.TRUST_PROXY,
  };
}

function defaultAppUrl(vercelHost: string | undefined, port: number): string {
  return vercelHost === undefined ? `http://localhost:${port}` : `https://${vercelHost}`;
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
