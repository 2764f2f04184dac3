import type { ClientBase } from 'pg';
import { log } from '@/lib/platform/log';
import { type AlertBudget, alertBudgetMs } from './budget';
import { type AlertLimits, detectAlerts } from './detect';
import type { AlertSlot } from './judge-alerts';
import type { Mailing } from './mailing';
import { notify } from './notify';

export interface AlertDeps {
  limits: AlertLimits;
  /** Null: alerts are kept and shown, and nobody is told. */
  mailing: Mailing | null;
  /** Starts counting; ms since then. Absent: the machine's monotonic clock. */
  startTimer?: () => () => number;
}

/** What became of the alerts of a slot. */
export interface RaisedAlerts {
  /** Why they could not be checked, in one line; null where they were. */
  error: string | null;
  /** Series that opened beyond the limits of one collection, of which nobody is told. */
  held: number;
}

/**
 * The alerts of a slot and the mails about them, inside the collection's transaction: they are stored with its values.
 * Where that fails or takes too long, nothing of it is stored and the slot is: the next slot notifies of what began in
 * this one and still holds. Throws only where the connection is lost.
 */
export async function raiseAlerts(
  client: ClientBase,
  slot: AlertSlot,
  { limits, mailing, startTimer = monotonic }: AlertDeps,
  nowMs: number,
): Promise<RaisedAlerts> {
  const budget: AlertBudget = { limitMs: alertBudgetMs(slot.intervalMs), elapsedMs: startTimer() };
  const { rows } = await client.query<{ timeout: string }>(
    `SELECT current_setting('statement_timeout') AS timeout`,
  );
  await client.query('SAVEPOINT alerts');
  try {
    await setStatementTimeout(client, `${Math.trunc(budget.limitMs)}`);
    const detected = await detectAlerts(client, slot, limits, budget);
    if (mailing !== null) await notify(client, detected, slot, mailing, nowMs, budget);
    await setStatementTimeout(client, rows[0]?.timeout ?? '0');
    await client.query('RELEASE SAVEPOINT alerts');
    if (detected.held > 0) logHeld(slot, detected.held);
    return { error: null, held: detected.held };
  } catch (error) {
    await client.query('ROLLBACK TO SAVEPOINT alerts; RELEASE SAVEPOINT alerts');
    log().error(
      { err: error },
      'the alerts of this slot failed: its values are stored, the next slot checks again',
    );
    return { error: inOneLine(error), held: 0 };
  }
}

function monotonic(): () => number {
  const startedMs = performance.now();
  return () => performance.now() - startedMs;
}

const setStatementTimeout = (client: ClientBase, timeout: string) =>
  client.query(`SELECT set_config('statement_timeout', $1, true)`, [timeout]);

const MAX_LENGTH = 300;

/** What can be stored of an error, whatever is in its message. */
function inOneLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/\p{C}+/gu, ' ').slice(0, MAX_LENGTH);
}

function logHeld({ atMs }: AlertSlot, held: number): void {
  log().warn(
    { slot: new Date(atMs).toISOString(), held },
    `${held} series more than one collection opens went beyond a level at once: nobody is notified of them`,
  );
}
