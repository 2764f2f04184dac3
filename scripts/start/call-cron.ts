import type { Logger } from 'pino';

/** A collection's own limits are shorter; this only frees the scheduler from a call that never ends. */
const LIMIT_MS = 300_000;

/** Calls one of the app's cron routes. A failure is logged, never thrown: the next slot is a new try. */
export async function callCron(url: string, cronSecret: string, log: Logger): Promise<void> {
  try {
    const response = await fetch(url, {
      headers: { authorization: `Bearer ${cronSecret}` },
      signal: AbortSignal.timeout(LIMIT_MS),
    });
    const body = await response.text();
    if (!response.ok)
      log.warn({ url, status: response.status, body: body.slice(0, 500) }, 'a scheduled call failed');
  } catch (error) {
    log.warn({ err: error, url }, 'a scheduled call failed');
  }
}
