import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { previewOffload } from '@/lib/alerts/preview/offload';
import { unverifiedWarnings } from '@/lib/collect/exchanges/verified-exchanges';
import { mailboxUrl } from '@/lib/http/mailbox-access';
import { collectBy } from '@/lib/platform/collector';
import { prepareDataDir } from '@/lib/platform/data-dir';
import { pool } from '@/lib/platform/database/pool';
import { type Env, env, ownOrigin } from '@/lib/platform/env';
import { log } from '@/lib/platform/log';
import { routeThroughProxy } from '@/lib/platform/outgoing';
import { buildIfStale } from './build';
import { callCron, isSettled } from './call-cron';
import { COLLECTOR_CONNECTIONS, type CollectorThread, openCollector } from './collector/collector';
import { migrateOnce, migrateUntilDone, openDatabase } from './database';
import type { Endings } from './endings';
import { listenError, requireFreePort } from './port';
import { openPreviews, PREVIEW_CONNECTIONS } from './preview/preview-thread';
import type { Fail } from './run';
import { say } from './say';
import { startScheduler } from './scheduler';
import { secretsFor } from './secrets';
import { serve } from './server';
import { readSettings } from './settings';

const COLLECTION_PATIENCE_MS = 10_000;
const POOL_PATIENCE_MS = 2_000;

/** What the demo and the development server do otherwise. */
export interface StartOptions {
  /** Serves the sources as they are edited, without a build. */
  dev?: boolean;
  /** May clear the database before it is migrated. */
  clear?: (databaseUrl: string) => Promise<void>;
  /** Fills the migrated database before anybody is served. */
  fill?: () => Promise<void>;
  /** Of our own Postgres, such as `{ max_wal_size: '256MB' }`. */
  databaseSettings?: Record<string, string>;
}

/**
 * Brings up the whole service in this process, step by step. `endings` knows at any time what has to be ended;
 * `fail` is told of what goes wrong later. Throws SettingError, StartError or MigrationError.
 */
export async function start(endings: Endings, fail: Fail, options: StartOptions = {}): Promise<void> {
  const settings = readSettings();
  await requireFreePort(settings);
  routeThroughProxy(settings.proxy);
  await prepareDataDir(resolve(settings.dataDir));
  const database = await openDatabase(settings, options.databaseSettings);
  endings.add(database.stop);
  // The routes read these as settings, at their first request.
  Object.assign(process.env, await secretsFor(settings), { DATABASE_URL: database.url });
  await options.clear?.(database.url);
  const missing = await migrateOnce(
    database.url,
    settings.databasePoolSize + COLLECTOR_CONNECTIONS + PREVIEW_CONNECTIONS,
  );
  endings.signal.throwIfAborted();
  if (options.dev !== true) await buildIfStale(endings.signal);
  endings.add(() => Promise.race([pool().end(), sleep(POOL_PATIENCE_MS)]));
  await options.fill?.();
  endings.signal.throwIfAborted();
  const collector = openCollector();
  endings.add(collector.stop);
  collectBy(collector.collect);
  const previews = openPreviews();
  endings.add(previews.stop);
  previewOffload.use(previews.run);
  const dev = options.dev === true;
  const server = await serve(settings.port, {
    dev,
    warm: !dev && missing === null,
    host: settings.host,
  }).catch((error: unknown) => {
    throw listenError(error, settings);
  });
  endings.add(server.close);
  announce(settings);
  for (const warning of settings.emails.warnings) say(`email: ${warning}`);
  for (const warning of unverifiedWarnings(settings.sources)) say(warning);
  announceMailbox();
  if (missing === null) return schedule(endings, settings, collector);
  say(`${missing}; trying again every few seconds`);
  migrateUntilDone(database.url, endings.signal).then(
    (done) => done && schedule(endings, settings, collector),
    fail,
  );
}

function announce({ host, port, dataDir, proxy }: Env): void {
  const via = proxy.httpsProxy ?? proxy.httpProxy;
  if (via !== undefined) say(`proxy: outgoing calls go through ${new URL(via).host}`);
  say(`data: ${resolve(dataDir)}`);
  say(`ready: ${ownOrigin(host, port, 'localhost')} (Ctrl-C stops it)`);
}

/** Only where emails stay here. After `ready:`, whose line is looked for first. */
function announceMailbox(): void {
  const { appSecret, appUrl, emails } = env();
  if (emails.areSent || appSecret === undefined) return;
  say(
    `mailbox: ${mailboxUrl(appUrl, appSecret, Date.now())} (for 24 hours; npm run mailbox makes a new link)`,
  );
}

function schedule(
  endings: Endings,
  { backfill, host, port, scheduler, collectIntervalSeconds, sources }: Env,
  collector: CollectorThread,
): void {
  if (!scheduler) {
    say('scheduler: off; GET /api/cron/collect collects, GET /api/cron/deliver sends mails');
    return;
  }
  const origin = ownOrigin(host, port, '127.0.0.1');
  const call = (path: string) => callCron(`${origin}${path}`, env().cronSecret ?? '', log());
  const jobs = {
    collect: async () => isSettled(await call('/api/cron/collect')),
    maintain: async () => void (await call('/api/cron/maintain')),
    watch: async () => void (await call('/api/cron/watch')),
    deliver: async () => void (await call('/api/cron/deliver')),
  };
  const started = startScheduler(jobs, collectIntervalSeconds);
  endings.add(() => started.stop(COLLECTION_PATIENCE_MS));
  say(`scheduler: collecting now and every ${collectIntervalSeconds} s from ${sources.join(', ')}`);
  if (backfill) collector.backfill();
}
