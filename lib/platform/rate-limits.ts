import { clientOf } from '@/lib/http/client-address';
import { HttpProblem } from '@/lib/http/problem';
import { pool } from '@/lib/platform/database/pool';
import { countClient, requireClientBelow } from './count';
import { env } from './env';
import { log } from './log';

/** A mail provider unsubscribes many people from few addresses. */
const WRITES = { name: 'write', points: 600 };
/** Wrong secrets of one client. */
const GUESSES = { name: 'guess', points: 30 };

/** Throws HttpProblem `too-many-requests` where this client writes too often. */
export function limitWrites(request: Request): Promise<void> {
  return requireClientBelow(pool(), WRITES, ...clientKey(request));
}

/** To be called for a right secret: logs its use. The scheduler's own, every few seconds, is for those who look closely. */
export function noteUse(request: Request, secret: 'ADMIN_TOKEN' | 'CRON_SECRET'): void {
  const { pathname } = new URL(request.url);
  const used = { setting: secret, client: clientOf(request, env().onVercel), path: pathname };
  log()[secret === 'CRON_SECRET' ? 'debug' : 'info'](used, 'a secret was used');
}

/**
 * To be called for a wrong secret: logs it, and throws HttpProblem `too-many-requests` where this client was wrong too
 * often. Whoever has the right one is never refused: behind a proxy that is not known, all clients are one.
 */
export async function countGuess(request: Request): Promise<void> {
  const { pathname } = new URL(request.url);
  log().warn({ client: clientOf(request, env().onVercel), path: pathname }, 'a wrong secret was sent');
  const waitMs = await countClient(pool(), GUESSES, ...clientKey(request)).catch(() => null);
  if (waitMs === null) return;
  const seconds = Math.max(1, Math.ceil(waitMs / 1000));
  throw new HttpProblem('too-many-requests', `Too many wrong secrets: try again in ${seconds} s.`, {
    'Retry-After': String(seconds),
  });
}

function clientKey(request: Request): [secret: string, client: string] {
  const { appSecret = '', onVercel } = env();
  return [appSecret, clientOf(request, onVercel)];
}
