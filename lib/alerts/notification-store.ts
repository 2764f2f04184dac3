import type { ClientBase } from 'pg';
import { type AlertRecord, alertOf } from './alert-store';
import type { Alert } from './judge-alerts';
import type { Recipient } from './mailing';
import { targetKey } from './markets';
import type { Told } from './tell';

/** What subscribers were last told of these bases, by subscriber and base. */
export async function readTold(client: ClientBase, bases: readonly string[]): Promise<Map<string, Told>> {
  const { rows } = await client.query<{ id: number; base: string; begun_at: Date; over_at: Date | null }>(
    'SELECT subscriber_id AS id, base, begun_at, over_at FROM notified_base WHERE base = ANY($1)',
    [bases],
  );
  return new Map(
    rows.map(({ id, base, begun_at, over_at }) => [
      `${id} ${base}`,
      { begunMs: begun_at.getTime(), overMs: over_at?.getTime() ?? null },
    ]),
  );
}

/** What nobody wants to hear of now: subscribers by what they muted. */
export async function readMutes(client: ClientBase, atMs: number): Promise<Map<string, Set<number>>> {
  const { rows } = await client.query<{ id: number; dimension: string }>(
    'SELECT subscriber_id AS id, dimension FROM mute WHERE until IS NULL OR until > $1',
    [new Date(atMs)],
  );
  const mutes = new Map<string, Set<number>>();
  for (const { id, dimension } of rows) {
    const key = targetKey(dimension);
    mutes.set(key, (mutes.get(key) ?? new Set()).add(id));
  }
  return mutes;
}

export interface Waiting {
  subscriberId: number;
  kind: 'begin' | 'over';
  alert: Alert;
}

/** What confirmed subscribers were not mailed on the days before `dayMs`, oldest first. */
export async function readWaiting(client: ClientBase, dayMs: number): Promise<Waiting[]> {
  const { rows } = await client.query<AlertRecord & { subscriber_id: number; kind: 'begin' | 'over' }>(
    `SELECT n.subscriber_id, n.kind, a.* FROM notification n JOIN alert a ON a.id = n.alert_id
     JOIN subscriber s ON s.id = n.subscriber_id
     WHERE n.mailed_at IS NULL AND n.at < $1 AND s.status = 'confirmed' ORDER BY n.at, a.id`,
    [new Date(dayMs)],
  );
  return rows.map((row) => ({ subscriberId: row.subscriber_id, kind: row.kind, alert: alertOf(row) }));
}

/** Those of them who are confirmed, and cannot be deleted before the transaction ends. */
export async function lockRecipients(client: ClientBase, ids: readonly number[]): Promise<Recipient[]> {
  const { rows } = await client.query<Recipient>(
    `SELECT id, email, version, time_zone AS "timeZone" FROM subscriber
     WHERE id = ANY($1) AND status = 'confirmed' ORDER BY id FOR KEY SHARE`,
    [ids],
  );
  return rows;
}

/** How many mails subscribers got since `dayMs`; those without any are absent. */
export async function countMails(
  client: ClientBase,
  ids: readonly number[],
  dayMs: number,
): Promise<Map<number, number>> {
  const { rows } = await client.query<{ id: number; count: number }>(
    `SELECT subscriber_id AS id, count(*)::int AS count FROM alert_mail
     WHERE subscriber_id = ANY($1) AND at >= $2 GROUP BY 1`,
    [ids, new Date(dayMs)],
  );
  return new Map(rows.map(({ id, count }) => [id, count]));
}
