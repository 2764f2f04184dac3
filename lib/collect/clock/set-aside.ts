import type { ClientBase } from 'pg';
import { reportSetAside } from '@/lib/incidents';
import { type Metric, rewindStatistics } from '@/lib/series';
import { CLOCK_TOLERANCE_MS, spanInWords } from './judge-clock';
import { STORED_TIMES, type StoredTime } from './stored-times';

/** What was set aside of what a wrong clock had stored. */
export interface SetAside {
  slots: number;
  values: number;
  alerts: number;
  /** The furthest slot, ISO 8601; null where there were other times only. */
  furthestSlot: string | null;
  /** All of it in one sentence; null where nothing was found. */
  says: string | null;
}

/**
 * Sets right every stored time that is ahead of the clock, in the caller's transaction and under the collector's lease:
 * slots of the future are deleted with all that they decided, so that the last slot before them is the newest again,
 * with the statistics as of then; other times become now. Call it only when the clock is known to be right. Throws
 * where the database fails.
 */
export async function setAside(
  client: ClientBase,
  nowMs: number,
  { metrics, intervalMs }: { metrics: readonly Metric[]; intervalMs: number },
): Promise<SetAside> {
  const cut = new Date(nowMs + CLOCK_TOLERANCE_MS);
  const { rows } = await client.query<{ furthest: Date | null }>(
    'SELECT max(slot) AS furthest FROM collection WHERE slot > $1',
    [cut],
  );
  const deleted = new Map<string, number>();
  for (const time of STORED_TIMES) {
    const count = await setRight(client, time, nowMs);
    if (time.fate === 'delete') deleted.set(time.table, (deleted.get(time.table) ?? 0) + count);
  }
  await reopenAlerts(client, cut);
  await reopenRanges(client, cut.getTime());
  await client.query(
    `UPDATE recipient_limit SET sent_at = ARRAY(SELECT least(at, $2) FROM unnest(sent_at) AS at) WHERE $1 < ANY(sent_at)`,
    [cut, new Date(nowMs)],
  );
  await client.query('DELETE FROM rate_limit WHERE expire > $1', [nowMs + CLOCK_TOLERANCE_MS + 600_000]);
  const isRewound = (await rewindStatistics(client, cut.getTime(), { metrics, intervalMs })) > 0;
  const furthest = rows[0]?.furthest ?? null;
  const of = (table: string) => deleted.get(table) ?? 0;
  const counts = { slots: of('collection'), values: of('observation'), alerts: of('alert') };
  const isNothing = furthest === null && counts.values + counts.alerts === 0 && !isRewound;
  const says = isNothing ? null : inWords(counts, furthest, nowMs);
  if (says !== null) await reportSetAside(client, says, nowMs);
  return { ...counts, furthestSlot: furthest?.toISOString() ?? null, says };
}

function inWords(
  { slots, values, alerts }: Pick<SetAside, 'slots' | 'values' | 'alerts'>,
  furthest: Date | null,
  nowMs: number,
): string {
  const ahead = furthest === null ? '' : `, up to ${spanInWords(furthest.getTime() - nowMs)}`;
  return (
    `stored data was dated ahead of the clock${ahead}: ${counted(slots, 'slot')} with ${counted(values, 'value')} ` +
    `and ${counted(alerts, 'alert')} ` +
    'were deleted, since a wrong clock had stored them, and collection goes on from the last slot before'
  );
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

/** Opens the alerts again that ended in a slot of the future. Those that began in one are deleted by then. */
async function reopenAlerts(client: ClientBase, cut: Date): Promise<void> {
  await client.query(
    'UPDATE alert SET resolved_at = NULL, closing_value = NULL, closing_mean = NULL WHERE resolved_at > $1',
    [cut],
  );
}

/** The same of the levels that somebody watches, whose times are numbers in JSON. */
async function reopenRanges(client: ClientBase, cutMs: number): Promise<void> {
  const ahead = (field: string) => `(r->>'${field}')::float8 > $1`;
  await client.query(
    `UPDATE watched_series s SET ranges = (
       SELECT coalesce(jsonb_agg(
           r || CASE WHEN ${ahead('closedMs')} THEN '{"closedMs": null, "closing": null}' ELSE '{}' END::jsonb
             || CASE WHEN ${ahead('peakAtMs')} THEN jsonb_build_object('peakAtMs', r->'openedMs') ELSE '{}' END
           ORDER BY n), '[]')
       FROM jsonb_array_elements(s.ranges) WITH ORDINALITY AS range (r, n) WHERE NOT ${ahead('openedMs')})
     WHERE EXISTS (SELECT FROM jsonb_array_elements(s.ranges) AS range (r)
       WHERE ${['openedMs', 'closedMs', 'peakAtMs'].map(ahead).join(' OR ')})`,
    [cutMs],
  );
  await client.query(`DELETE FROM watched_series WHERE ranges = '[]'`);
}

/** Sets one column right; returns the number of rows. Names are our own, never input. */
async function setRight(
  client: ClientBase,
  { table, column, fate, aheadMs = 0 }: StoredTime,
  nowMs: number,
): Promise<number> {
  if (fate === 'apart') return 0;
  const limit = new Date(nowMs + CLOCK_TOLERANCE_MS + aheadMs);
  if (fate === 'delete') {
    // An hour holds what came after its beginning: that of now is computed again from what is left of it.
    const from = column === 'hour' ? `date_trunc('hour', $1::timestamptz, 'UTC')` : '$1';
    const compare = column === 'hour' ? '>=' : '>';
    const { rowCount } = await client.query(`DELETE FROM ${table} WHERE "${column}" ${compare} ${from}`, [
      limit,
    ]);
    return rowCount ?? 0;
  }
  const value = { now: new Date(nowMs), limit: new Date(nowMs + aheadMs), null: null }[fate];
  const { rowCount } = await client.query(`UPDATE ${table} SET "${column}" = $2 WHERE "${column}" > $1`, [
    limit,
    value,
  ]);
  return rowCount ?? 0;
}
