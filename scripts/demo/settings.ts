import { join } from 'node:path';

/**
 * The demo's settings over those of the environment: its own exchanges, folder and database whatever `.env` says, and
 * nobody outside is told anything. COLLECT_INTERVAL, LOG_LEVEL and SCHEDULER only have other defaults.
 */
export function demoSettings(
  sourceUrls: Record<string, string>,
  given: Record<string, string | undefined>,
): Record<string, string> {
  return {
    DEMO: 'on',
    DATA_DIR: join(given.DATA_DIR || '.data', 'demo'),
    DATABASE_URL: '',
    SOURCES: Object.keys(sourceUrls).join(','),
    SOURCE_URLS: JSON.stringify(sourceUrls),
    BACKFILL: 'off',
    HEARTBEAT_URL: '',
    RESEND_API_KEY: '',
    COLLECT_INTERVAL: given.COLLECT_INTERVAL || '10',
    LOG_LEVEL: given.LOG_LEVEL || 'warn',
    SCHEDULER: given.SCHEDULER || 'on',
  };
}
