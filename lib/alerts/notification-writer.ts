import type { ClientBase } from 'pg';
import { QUALITIES } from '@/lib/series';
import type { AlertEntry, AlertMail } from './alert-mail';
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

/** What one subscriber is notified of. */
export interface Notified {
  subscriberId: number;
  entry: AlertEntry;
}

/** Rows in one statement, each of some 300 bytes. */
const CHUNK = 5_000;

/** Stores what subscribers are notified of, series by series; `isMailed` says whether at once, or later. */
export async function writeNotifications(
  client: ClientBase,
  notified: readonly Notified[],
  atMs: number,
  isMailed: (subscriberId: number) => boolean,
): Promise<void> {
  let rows: object[] = [];
  const write = async () => {
    if (rows.length > 0) await insertNotifications(client, rows, atMs);
    rows = [];
  };
  for (const { subscriberId, entry } of notified) {
    for (const { singleVenue, venues, sinceMs, untilMs, ...series } of entry.series) {
      const { dimensionId, metric, direction, threshold, value, mean, peakRatio } = series;
      rows.push({
        subscriber: subscriberId,
        kind: entry.event,
        mailed: isMailed(subscriberId),
        dimension: dimensionId,
        metric,
        direction,
        threshold,
        since: new Date(sinceMs),
        until: untilMs === null ? null : new Date(untilMs),
        value,
        mean,
        peak: peakRatio,
        quality: QUALITIES.indexOf(singleVenue ? 'single-venue' : 'good'),
        agreeing: venues.agreeing,
        listing: venues.listing,
      });
      if (rows.length >= CHUNK) await write();
    }
  }
  await write();
}

async function insertNotifications(client: ClientBase, rows: readonly object[], atMs: number): Promise<void> {
  await client.query(
    `INSERT INTO notification (subscriber_id, kind, at, mailed_at, dimension_id, metric, direction, threshold, since,
                               until, value, mean, peak_ratio, quality, venues_agreeing, venues_listing)
     SELECT subscriber, kind, $2, CASE WHEN mailed THEN $2::timestamptz END, dimension, metric, direction, threshold,
            since, until, value, mean, peak, quality, agreeing, listing
     FROM jsonb_to_recordset($1) AS n (subscriber int, kind text, mailed boolean, dimension int, metric text,
       direction text, threshold float8, since timestamptz, until timestamptz, value float8, mean float8, peak float8,
       quality smallint, agreeing smallint, listing smallint)`,
    [JSON.stringify(rows), new Date(atMs)],
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

/** What waited for these subscribers is told by the mail of this slot. */
export async function settleWaiting(
  client: ClientBase,
  subscriberIds: readonly number[],
  atMs: number,
): Promise<void> {
  if (subscriberIds.length === 0) return;
  await client.query(
    'UPDATE notification SET mailed_at = $2 WHERE subscriber_id = ANY($1) AND mailed_at IS NULL AND at < $2',
    [subscriberIds, new Date(atMs)],
  );
}
