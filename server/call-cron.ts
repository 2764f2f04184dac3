import type { Logger } from 'pino';
import { Agent, fetch } from 'undici';
import { z } from 'zod';

/** A collection's own limits are shorter; this only frees the scheduler from a call that never ends. */
const LIMIT_MS = 300_000;

/** Never through a proxy, whatever Node itself makes of HTTP_PROXY (NODE_USE_ENV_PROXY): it is our own server. */
const direct = new Agent();

/** Calls one of the app's cron routes. What it answers; null if it failed, which is logged and never thrown. */
export async function callCron(
  url: string,
  cronSecret: string,
  log: Pick<Logger, 'warn'>,
): Promise<string | null> {
  try {
    const response = await fetch(url, {
      headers: { authorization: `Bearer ${cronSecret}` },
      dispatcher: direct,
      signal: AbortSignal.timeout(LIMIT_MS),
    });
    const body = await response.text();
    if (response.ok) return body;
    log.warn({ url, status: response.status, body: body.slice(0, 500) }, 'a scheduled call failed');
  } catch (error) {
    log.warn({ err: error, url }, 'a scheduled call failed');
  }
  return null;
}

const outcomeSchema = z.object({ state: z.enum(['collected', 'done', 'busy', 'wrong clock']) });

/** Whether the answer to `GET /api/cron/collect` says that the slot needs no other try. */
export function isSettled(answer: string | null): boolean {
  if (answer === null) return false;
  const { state } = outcomeSchema.parse(JSON.parse(answer));
  // `busy`: another process is at it, or was, and died. `wrong clock`: it may be set right at any time.
  return state !== 'busy' && state !== 'wrong clock';
}
