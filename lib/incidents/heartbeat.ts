import type { Logger } from 'pino';

const TIMEOUT_MS = 5_000;
const TRIES = 2;

/**
 * Tells a dead man's switch that we live: one GET of the address as it was given, which is what healthchecks.io's ping
 * URL and Uptime Kuma's push URL (with its `?status=up&msg=OK&ping=`) both take; once more if that fails. Never
 * rejects. There is no call for a bad collection: the switch notices that none came, and the operator is told anyway.
 */
export async function heartbeat(url: string, logger: Logger, timeoutMs = TIMEOUT_MS): Promise<void> {
  for (let tries = 1; tries <= TRIES; tries++) {
    try {
      const response = await fetch(url, {
        cache: 'no-store',
        headers: { 'User-Agent': 'crypto-metrics-tracker' },
        signal: AbortSignal.timeout(timeoutMs),
      });
      await response.body?.cancel();
      if (response.ok) return;
      throw new Error(`HTTP ${response.status}`);
    } catch (error) {
      // Not the address: whoever knows it can keep a dead server alive.
      if (tries === TRIES) logger.warn({ err: error }, 'the heartbeat could not be sent');
    }
  }
}
