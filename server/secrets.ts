import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Env } from '@/lib/platform/env';
import { keptSecret } from '@/lib/platform/kept';
import { say } from './say';

/** The secrets that this server needs, as settings for the app: those given, kept, or made now. */
export async function secretsFor(
  env: Env,
): Promise<{ APP_SECRET: string; ADMIN_TOKEN: string; CRON_SECRET: string }> {
  return {
    APP_SECRET: env.appSecret ?? (await keptSecret(env.dataDir, 'app-secret')).value,
    ADMIN_TOKEN: env.adminToken ?? (await adminToken(env.dataDir)),
    CRON_SECRET: env.cronSecret ?? randomBytes(24).toString('base64url'),
  };
}

async function adminToken(dataDir: string): Promise<string> {
  const kept = await keptSecret(dataDir, 'admin-token');
  const file = join(dataDir, 'admin-token');
  if (kept.isNew) say(`admin token: ${kept.value} (made now and kept in ${file}; not shown again)`);
  return kept.value;
}
