import type { Pool } from 'pg';
import { z } from 'zod';
import { DAY_MS, HOUR_MS } from '@/lib/model/time';
import { pool } from '@/lib/platform/database';
import { type Env, env } from '@/lib/platform/env';
import { log } from '@/lib/platform/log';
import { rollUpFinishedHours } from '@/lib/series';
import { deleteInBatches } from './delete-in-batches';
import { refreshObservationIndex } from './refresh-observation-index';
import { rollUpFrom } from './roll-up-from';

type Settings = Pick<
  Env,
  'observationRetentionHours' | 'rollupRetentionDays' | 'logRetentionDays' | 'collectIntervalSeconds'
>;

/** What `GET /cron/maintain` answers. */
export const maintainedSchema = z
  .object({
    hoursRolledUp: z.int(),
    observations: z.int(),
    rollups: z.int(),
    rejections: z.int(),
    collections: z.int(),
    leases: z.int(),
    episodes: z.int(),
    messages: z.int(),
    mails: z.int(),
    alerts: z.int(),
    more: z.boolean().meta({ description: "Whether there was more than one call's worth." }),
  })
  .meta({ description: 'What one call has done: hours rolled up, and rows deleted.' });

export type Maintained = z.output<typeof maintainedSchema>;

const NOTHING: Maintained = {
  hoursRolledUp: 0,
  observations: 0,
  rollups: 0,
  rejections: 0,
  collections: 0,
  leases: 0,
  episodes: 0,
  messages: 0,
  mails: 0,
  alerts: 0,
  more: false,
};

/**
 * Rolls up the hours that are over, then deletes what is older than the settings keep it, in small batches; what one
 * call does not finish, the next does. Deletes nothing unless `isClockTrusted`: by a clock that is ahead, everything is
 * old. Throws where the database fails; nothing is lost then.
 */
export async function maintain(
  nowMs = Date.now(),
  database: Pool = pool(),
  settings: Settings = env(),
  isClockTrusted = true,
): Promise<Maintained> {
  if (!isClockTrusted) {
    log().warn('nothing old is deleted: no collection has confirmed the clock within the last hour');
    return { ...NOTHING };
  }
  const hoursRolledUp = await rollUpFinishedHours(database, {
    fromMs: await rollUpFrom(database, nowMs - settings.observationRetentionHours * HOUR_MS),
    nowMs,
    intervalMs: settings.collectIntervalSeconds * 1000,
  });
  // Whole hours, so that one that has to be rolled up again is still there in full.
  const observedBefore = new Date(floorHour(nowMs - settings.observationRetentionHours * HOUR_MS));
  const rolledBefore = new Date(nowMs - settings.rollupRetentionDays * DAY_MS);
  const loggedBefore = new Date(nowMs - settings.logRetentionDays * DAY_MS);
  const gone = {
    observations: await deleteInBatches(database, 'observation', observedBefore),
    rollups: await deleteInBatches(database, 'rollup_hour', rolledBefore),
    marks: await deleteInBatches(database, 'rolled_hour', rolledBefore),
    rejections: await deleteInBatches(database, 'rejection', loggedBefore),
    collections: await deleteInBatches(database, 'collection', loggedBefore),
    episodes: await deleteInBatches(database, 'episode', loggedBefore),
    messages: await deleteInBatches(database, 'mailbox_message', loggedBefore),
    mails: await deleteInBatches(database, 'message', loggedBefore),
    alerts: await deleteInBatches(database, 'alert', rolledBefore),
    notifications: await deleteInBatches(database, 'notification', loggedBefore),
    watchedSeries: await deleteInBatches(database, 'watched_series', loggedBefore),
    alertMails: await deleteInBatches(database, 'alert_mail', loggedBefore),
    batches: await deleteInBatches(database, 'message_batch', loggedBefore),
    // A call of the mail provider that is older than five minutes is refused anyway.
    webhooks: await deleteInBatches(database, 'webhook_event', loggedBefore),
    // A day later, since a lease that comes anew counts its fence from 1 again.
    leases: await deleteInBatches(database, 'lease', new Date(nowMs - DAY_MS)),
  };
  if (gone.observations.deleted > 0) await refreshObservationIndex(database);
  return {
    hoursRolledUp,
    observations: gone.observations.deleted,
    rollups: gone.rollups.deleted,
    rejections: gone.rejections.deleted,
    collections: gone.collections.deleted,
    leases: gone.leases.deleted,
    episodes: gone.episodes.deleted,
    messages: gone.messages.deleted,
    mails: gone.mails.deleted,
    alerts: gone.alerts.deleted,
    more: Object.values(gone).some(({ more }) => more),
  };
}

function floorHour(ms: number): number {
  return Math.floor(ms / HOUR_MS) * HOUR_MS;
}
