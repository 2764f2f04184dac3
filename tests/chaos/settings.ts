import type { Exchanges } from './exchanges';
import { INTERVAL_MS } from './world';

/** What every instance of a day is started with; its database is told apart. */
export function settingsOf(
  exchanges: Exchanges,
  resendOrigin: string,
  sourceSeconds: number,
): Record<string, string> {
  return {
    APP_URL: 'https://metrics.test',
    APP_SECRET: 'a-secret-of-a-chaotic-day',
    ADMIN_TOKEN: 'the-admin-token-of-a-chaotic-day',
    BACKFILL: 'off',
    COLLECT_INTERVAL: String(INTERVAL_MS / 1000),
    DATA_DIR: '/nonexistent',
    LOG_LEVEL: 'warn',
    MAIL_FROM: 'alerts@example.com',
    OPERATOR_EMAIL: 'operator@example.com',
    RESEND_API_KEY: 're_chaos',
    RESEND_BASE_URL: resendOrigin,
    RESEND_REQUESTS_PER_SECOND: '500',
    SCHEDULER: 'off',
    SOURCES: Object.keys(exchanges.origins).join(','),
    SOURCE_TIMEOUT: String(sourceSeconds),
    SOURCE_URLS: JSON.stringify(exchanges.origins),
  };
}
