import type { Pool } from 'pg';
import { pool } from '@/lib/platform/database';
import { log } from '@/lib/platform/log';
import { type ExchangeWait, waitFrom, waitInWords, waitNow } from './exchange-wait';
import { SourceFailure } from './failure';

/** Where it is kept until when an exchange is not asked. */
export interface ExchangeWaitStore {
  /** The newest wait, over or not; null where there was none. */
  read(exchange: string): Promise<ExchangeWait | null>;
  write(exchange: string, wait: ExchangeWait): Promise<void>;
}

export interface WaitDeps {
  /** ms since the epoch, UTC. */
  clock: () => number;
  /** Absent: no wait outlives the call. */
  waits?: ExchangeWaitStore;
}

/** Throws SourceFailure while this exchange is not to be asked. */
export async function refuseWhileWaiting(exchange: string, { clock, waits }: WaitDeps): Promise<void> {
  const nowMs = clock();
  const stored = (await waits?.read(exchange).catch(notStored)) ?? null;
  const wait = stored === null ? null : waitNow(stored, nowMs);
  if (wait === null) return;
  if (wait.untilMs !== stored?.untilMs) await waits?.write(exchange, wait).catch(notStored);
  throw waitFailure(wait, nowMs);
}

/** The failure in words that say until when the exchange is not asked, which is stored; others stay as they are. */
export async function rememberWait(
  exchange: string,
  failure: SourceFailure,
  { clock, waits }: WaitDeps,
): Promise<SourceFailure> {
  if (failure.wait === undefined || failure.waitUntilMs !== undefined) return failure;
  const nowMs = clock();
  const wait = waitFrom(failure.wait, failure.message, nowMs);
  if (wait.untilMs > nowMs) await waits?.write(exchange, wait).catch(notStored);
  return waitFailure(wait, nowMs);
}

function waitFailure(wait: ExchangeWait, nowMs: number): SourceFailure {
  const { untilMs } = wait;
  return new SourceFailure(waitInWords(wait, nowMs), {
    retry: true,
    retryAfterMs: untilMs - nowMs,
    waitUntilMs: untilMs,
  });
}

/** Waits in Postgres, so that a restart does not forget them. */
export function postgresExchangeWaits(connections: () => Pool = pool): ExchangeWaitStore {
  return {
    async read(exchange) {
      const { rows } = await connections().query<Row>(
        'SELECT since, until, is_ban, is_named, cause FROM exchange_wait WHERE exchange = $1',
        [exchange],
      );
      const row = rows[0];
      if (row === undefined) return null;
      const { since, until, is_ban: isBan, is_named: isNamed, cause } = row;
      return { sinceMs: since.getTime(), untilMs: until.getTime(), isBan, isNamed, cause };
    },
    async write(exchange, { sinceMs, untilMs, isBan, isNamed, cause }) {
      await connections().query(
        `INSERT INTO exchange_wait (exchange, since, until, is_ban, is_named, cause) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (exchange) DO UPDATE SET since = excluded.since, until = excluded.until,
           is_ban = excluded.is_ban, is_named = excluded.is_named, cause = excluded.cause`,
        [exchange, new Date(sinceMs), new Date(untilMs), isBan, isNamed, cause],
      );
    },
  };
}

interface Row {
  since: Date;
  until: Date;
  is_ban: boolean;
  is_named: boolean;
  cause: string;
}

/** A database in trouble is no reason not to read. */
function notStored(error: unknown): null {
  log().warn({ err: error }, 'a request of an exchange to wait could not be stored or read');
  return null;
}
