import type { ClientBase } from 'pg';
import { targetKey } from '@/lib/model/market-pattern';
import { type Metric, QUALITIES } from '@/lib/series';
import type { AlertSeries } from './alert-mail';
import type { Recipient } from './mailing';
import type { Markets } from './markets';
import type { Told } from './tell';

/** What subscribers were last told of these bases, by base and subscriber. */
export async function readTold(
  client: ClientBase,
  bases: readonly string[],
): Promise<Map<string, Map<number, Told>>> {
  const { rows } = await client.query<{ id: number; base: string; begun_at: Date; over_at: Date | null }>(
    'SELECT subscriber_id AS id, base, begun_at, over_at FROM notified_base WHERE base = ANY($1)',
    [bases],
  );
  const told = new Map(bases.map((base) => [base, new Map<number, Told>()]));
  for (const { id, base, begun_at, over_at } of rows) {
    told.get(base)?.set(id, { begunMs: begun_at.getTime(), overMs: over_at?.getTime() ?? null });
  }
  return told;
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

/** A series that a subscriber was not mailed of yet. */
export interface Waiting {
  subscriberId: number;
  event: 'begin' | 'over';
  /** The slot in which it happened, ms UTC. */
  atMs: number;
  series: AlertSeries;
}

interface WaitingRow {
  subscriber_id: number;
  kind: Waiting['event'];
  at: Date;
  dimension_id: number;
  metric: string;
  direction: AlertSeries['direction'];
  threshold: number;
  since: Date;
  until: Date | null;
  value: number | null;
  mean: number | null;
  peak_ratio: number;
  quality: number;
  venues_agreeing: number;
  venues_listing: number;
}

/** What waits for confirmed subscribers who got fewer than `maxMails` mails since `dayMs`, oldest first. */
export async function readWaiting(
  client: ClientBase,
  { dayMs, maxMails }: { dayMs: number; maxMails: number },
  { markets, metrics }: { markets: Markets; metrics: readonly Metric[] },
): Promise<Waiting[]> {
  const { rows } = await client.query<WaitingRow>(
    `SELECT n.* FROM notification n JOIN subscriber s ON s.id = n.subscriber_id
     WHERE n.mailed_at IS NULL AND n.dimension_id IS NOT NULL AND s.status = 'confirmed'
       AND (SELECT count(*) FROM alert_mail m WHERE m.subscriber_id = s.id AND m.at >= $1) < $2
     ORDER BY n.at, n.id`,
    [new Date(dayMs), maxMails],
  );
  const metricOf = new Map(metrics.map((metric) => [metric.name, metric]));
  return rows.map((row) => {
    const { name, exchange, base, quote } = markets.of(row.dimension_id);
    const { label = row.metric, unit = '1' } = metricOf.get(row.metric) ?? {};
    const { metric, direction, threshold, value, mean } = row;
    return {
      subscriberId: row.subscriber_id,
      event: row.kind,
      atMs: row.at.getTime(),
      series: {
        dimensionId: row.dimension_id,
        dimension: name,
        exchange,
        base,
        quote,
        metric,
        label,
        unit,
        direction,
        threshold,
        value,
        mean,
        ratio: value === null || mean === null ? null : value / mean,
        peakRatio: row.peak_ratio,
        sinceMs: row.since.getTime(),
        untilMs: row.until?.getTime() ?? null,
        singleVenue: row.quality === SINGLE_VENUE,
        venues: { agreeing: row.venues_agreeing, listing: row.venues_listing },
      },
    };
  });
}

const SINGLE_VENUE = QUALITIES.indexOf('single-venue');

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
