import type { ClientBase } from 'pg';
import type { AlertMail } from './alert-mail';
import type { Telling } from './tell';

/** Notes what subscribers were last told of a base. */
export async function writeTellings(
  client: ClientBase,
  tellings: readonly Telling[],
  atMs: number,
): Promise<void> {
  const parametersOf = (event: Telling['event']) => {
    const told = tellings.filter((telling) => telling.event === event);
    return [told.map(({ subscriberId }) => subscriberId), told.map(({ base }) => base), new Date(atMs)];
  };
  await client.query(
    `INSERT INTO notified_base (subscriber_id, base, begun_at)
     SELECT id, base, $3 FROM unnest($1::int[], $2::text[]) AS t (id, base)
     ON CONFLICT (subscriber_id, base) DO UPDATE SET begun_at = excluded.begun_at, over_at = NULL`,
    parametersOf('begin'),
  );
  await client.query(
    `UPDATE notified_base n SET over_at = $3 FROM unnest($1::int[], $2::text[]) AS t (id, base)
     WHERE n.subscriber_id = t.id AND n.base = t.base`,
    parametersOf('over'),
  );
}

/** Notes what subscribers are told of which alert; `isMailed` says whether at once, or in the digest. */
export async function writeNotifications(
  client: ClientBase,
  tellings: readonly Telling[],
  atMs: number,
  isMailed: (subscriberId: number) => boolean,
): Promise<void> {
  const each = tellings.flatMap(({ alerts, ...telling }) => alerts.map(({ id }) => ({ ...telling, id })));
  await client.query(
    `INSERT INTO notification (alert_id, subscriber_id, kind, at, mailed_at)
     SELECT alert, subscriber, kind, $5, CASE WHEN mailed THEN $5::timestamptz END
     FROM unnest($1::bigint[], $2::int[], $3::text[], $4::bool[]) AS n (alert, subscriber, kind, mailed)
     ON CONFLICT DO NOTHING`,
    [
      each.map(({ id }) => id),
      each.map(({ subscriberId }) => subscriberId),
      each.map(({ event }) => event),
      each.map(({ subscriberId }) => isMailed(subscriberId)),
      new Date(atMs),
    ],
  );
}

/** Notes the mails of a slot; a second one of a slot to the same subscriber is an error. */
export async function writeMails(
  client: ClientBase,
  mails: readonly { subscriberId: number; kind: AlertMail['kind'] }[],
  atMs: number,
): Promise<void> {
  await client.query(
    'INSERT INTO alert_mail (subscriber_id, at, kind) SELECT id, $3, kind FROM unnest($1::int[], $2::text[]) AS m (id, kind)',
    [mails.map(({ subscriberId }) => subscriberId), mails.map(({ kind }) => kind), new Date(atMs)],
  );
}

/** What waited for these subscribers' digests is told by the mail of this slot. */
export async function settleWaiting(
  client: ClientBase,
  subscriberIds: readonly number[],
  { dayMs, atMs }: { dayMs: number; atMs: number },
): Promise<void> {
  if (subscriberIds.length === 0) return;
  await client.query(
    'UPDATE notification SET mailed_at = $2 WHERE subscriber_id = ANY($1) AND mailed_at IS NULL AND at < $3',
    [subscriberIds, new Date(atMs), new Date(dayMs)],
  );
}
