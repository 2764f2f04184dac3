import { DAY_MS, HOUR_MS } from '@/lib/model/time';

/**
 * What becomes of a row with a time ahead of the clock, once the clock is known to be right:
 * - `delete`: the row. Its values are real, but not of a time that anybody knows.
 * - `now`: the time. What happened under a wrong clock happened before now.
 * - `limit`: the time. It becomes the furthest that it may be ahead of now.
 * - `null`: the time. What a slot of the future decided is undecided again.
 * - `apart`: nothing here; see where it is dealt with.
 */
type Fate = 'delete' | 'now' | 'limit' | 'null' | 'apart';

export interface StoredTime {
  table: string;
  column: string;
  fate: Fate;
  /** How far ahead of now this time may be, beyond the tolerance. */
  aheadMs?: number;
}

const times = (table: string, fate: Fate, ...columns: string[]): StoredTime[] =>
  columns.map((column) => ({ table, column, fate }));

/** Every column of the schema that holds a time, in the order in which they are set right. */
export const STORED_TIMES: readonly StoredTime[] = [
  ...times('observation', 'delete', 'at'),
  ...times('rejection', 'delete', 'at'),
  ...times('market_state', 'delete', 'at'),
  ...times('baseline_restart', 'delete', 'at'),
  // The hour that is under way, too: from the beginning of it, see `setAside`.
  ...times('rollup_hour', 'delete', 'hour'),
  ...times('rolled_hour', 'delete', 'hour'),
  ...times('rolled_hour', 'now', 'rolled_up_at'),
  ...times('collection', 'delete', 'slot'),
  ...times('collection', 'now', 'started_at', 'closed_at'),
  // By lib/series: it computes the statistics again from what is left.
  ...times('dimension_stats', 'apart', 'at', 'baseline_from'),
  ...times('dimension', 'now', 'first_seen_at', 'last_seen_at'),
  // Its notifications with it.
  ...times('alert', 'delete', 'opened_at'),
  // It is open again, see `setAside`.
  ...times('alert', 'apart', 'resolved_at'),
  ...times('alert', 'null', 'stale_at', 'missing_since', 'calm_since'),
  ...times('alert', 'now', 'peak_at'),
  ...times('notification', 'delete', 'at'),
  ...times('notification', 'now', 'mailed_at', 'since', 'until'),
  // The times in its ranges: see `setAside`.
  ...times('watched_series', 'null', 'missing_since', 'stale_at'),
  ...times('notified_base', 'delete', 'begun_at'),
  ...times('notified_base', 'null', 'over_at'),
  ...times('alert_mail', 'delete', 'at'),
  { table: 'mute', column: 'until', fate: 'limit', aheadMs: DAY_MS },
  ...times('market_list', 'now', 'listed_at'),
  ...times('exchange_wait', 'now', 'since'),
  { table: 'exchange_wait', column: 'until', fate: 'limit', aheadMs: DAY_MS },
  { table: 'source_run', column: 'wait_until', fate: 'limit', aheadMs: DAY_MS },
  // By the database's clock, and it is taken over at once: see lib/platform/database/lease.
  ...times('lease', 'apart', 'expires_at'),
  ...times('clock_trouble', 'delete', 'since', 'seen_at'),
  ...times('episode', 'now', 'since', 'noticed_at', 'reminded_at', 'ended_at'),
  ...times('mailbox_message', 'now', 'at'),
  ...times('message', 'now', 'created_at', 'due_at', 'first_tried_at', 'settled_at'),
  ...times('message_batch', 'now', 'created_at', 'first_tried_at', 'settled_at'),
  { table: 'message_batch', column: 'due_at', fate: 'now', aheadMs: HOUR_MS },
  { table: 'message_batch', column: 'lease_expires_at', fate: 'now', aheadMs: 120_000 },
  { table: 'mail_pace', column: 'next_at', fate: 'now', aheadMs: HOUR_MS },
  ...times('silenced_address', 'now', 'silenced_at'),
  ...times('webhook_event', 'now', 'received_at'),
  ...times('subscriber', 'now', 'since', 'confirmed_at'),
  ...times('sign_up', 'now', 'created_at', 'confirmed_at'),
  // An array: see `setAside`.
  ...times('recipient_limit', 'apart', 'sent_at'),
  { table: 'recipient_limit', column: 'blocked_until', fate: 'limit', aheadMs: 90 * DAY_MS },
];
