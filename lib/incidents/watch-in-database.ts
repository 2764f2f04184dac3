import type { Pool } from 'pg';
import { isDatabaseUnavailable, type Prisma, prismaOver } from '@/lib/platform/database';
import type { Env } from '@/lib/platform/env';
import { log } from '@/lib/platform/log';
import { type Changes, judgeEpisodes, type OpenEpisode } from './episodes/judge-episodes';
import { keepChanges, openEpisodes, untoldEvents } from './episodes/keep-changes';
import { LOOKED, type ObserveSettings, observe } from './episodes/observe';
import { composeNotices } from './notices/compose';
import { mailbox } from './notices/mailbox';
import type { Notice } from './notices/notice';

export type WatchSettings = ObserveSettings & Pick<Env, 'appUrl' | 'operatorEmail'>;

const TRANSACTION = { maxWait: 5_000, timeout: 30_000 };
/** Any number that nothing else locks. */
const WATCH_LOCK = 7_305_114;

/** The notices that were given to the mailbox; null where the database cannot be used. */
export async function watchInDatabase(
  database: Pool,
  settings: WatchSettings,
  nowMs: number,
): Promise<Notice[] | null> {
  try {
    const notices = await prismaOver(database).$transaction(
      (transaction) => watchOnce(transaction, settings, nowMs),
      TRANSACTION,
    );
    for (const { subject, text } of notices) log().warn({ notice: text }, subject);
    return notices;
  } catch (error) {
    if (!isDatabaseUnavailable(error)) throw error;
    log().warn({ err: error }, 'watch: the database does not answer');
    return null;
  }
}

type Transaction = Parameters<Parameters<Prisma['$transaction']>[0]>[0];

/** State and announcement in one transaction: after a crash neither is there, and the next call does both. */
async function watchOnce(
  transaction: Transaction,
  settings: WatchSettings,
  nowMs: number,
): Promise<Notice[]> {
  // Of a process that is frozen meanwhile, the server ends the transaction: its lock keeps all others waiting.
  await transaction.$executeRaw`SET LOCAL idle_in_transaction_session_timeout = '60s'`;
  await transaction.$executeRaw`SELECT pg_advisory_xact_lock(${WATCH_LOCK})`;
  const conditions = await observe(transaction, settings, nowMs);
  const changes = judgeEpisodes(conditions, await openEpisodes(transaction), LOOKED, nowMs);
  const events = await untoldEvents(transaction);
  await keepChanges(transaction, changes, events, nowMs);
  const notices = composeNotices(withEvents(changes, events), {
    nowMs,
    sources: settings.sources.length,
    appUrl: settings.appUrl,
  });
  const sender = mailbox(transaction, settings.operatorEmail, nowMs);
  for (const notice of notices) await sender.send(notice);
  return notices;
}

/** An event is told as what has begun, and never as over. */
function withEvents(changes: Changes, events: readonly OpenEpisode[]): Changes {
  return {
    ...changes,
    opened: [...changes.opened, ...events.map((event) => ({ ...event, state: 'bad' as const }))],
  };
}
