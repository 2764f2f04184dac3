import type { ClientBase } from 'pg';
import { type AlertLimits, detectAlerts } from './detect';
import type { AlertSlot } from './judge-alerts';
import type { Mailing } from './mailing';
import { notify } from './notify';

export interface AlertDeps {
  limits: AlertLimits;
  /** Null: alerts are kept and shown, and nobody is told. */
  mailing: Mailing | null;
}

/**
 * The alerts of a slot and the mails about them, inside the collection's transaction: they are there with its values,
 * or not at all.
 */
export async function raiseAlerts(
  client: ClientBase,
  slot: AlertSlot,
  { limits, mailing }: AlertDeps,
  nowMs: number,
): Promise<void> {
  const detected = await detectAlerts(client, slot, limits);
  if (mailing !== null) await notify(client, detected, slot, mailing, nowMs);
}
