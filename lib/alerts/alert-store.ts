import type { ClientBase } from 'pg';
import { REOPEN_MS } from './episode';
import type { Direction } from './level';
import type { Alert, Opening } from './public-alerts';

interface AlertRecord {
  id: string;
  dimension_id: number;
  metric: string;
  direction: Direction;
  threshold: number;
  opened_at: Date;
  resolved_at: Date | null;
  stale_at: Date | null;
  missing_since: Date | null;
  calm_since: Date | null;
  opening_value: number;
  opening_mean: number;
  opening_ratio: number;
  peak_ratio: number;
  peak_at: Date;
  closing_value: number | null;
  closing_mean: number | null;
  quality: number;
  venues_agreeing: number;
  venues_listing: number;
}

/** Alerts that are open (stale ones too), or ended so lately that they may open again. */
export async function readLiveAlerts(client: ClientBase, atMs: number): Promise<Alert[]> {
  const { rows } = await client.query<AlertRecord>(
    `SELECT * FROM alert WHERE resolved_at IS NULL UNION ALL SELECT * FROM alert WHERE resolved_at >= $1`,
    [new Date(atMs - REOPEN_MS)],
  );
  return rows.map(alertOf);
}

function alertOf(row: AlertRecord): Alert {
  const { closing_value: value, closing_mean: mean } = row;
  return {
    id: row.id,
    dimensionId: row.dimension_id,
    metric: row.metric,
    direction: row.direction,
    threshold: row.threshold,
    openedMs: row.opened_at.getTime(),
    resolvedMs: ms(row.resolved_at),
    staleMs: ms(row.stale_at),
    missingSinceMs: ms(row.missing_since),
    calmSinceMs: ms(row.calm_since),
    opening: { value: row.opening_value, mean: row.opening_mean, ratio: row.opening_ratio },
    peakRatio: row.peak_ratio,
    peakAtMs: row.peak_at.getTime(),
    closing: value === null || mean === null ? null : { value, mean },
    quality: row.quality,
    venuesAgreeing: row.venues_agreeing,
    venuesListing: row.venues_listing,
  };
}

const ms = (at: Date | null) => at?.getTime() ?? null;

/** Stores new alerts, in their order. */
export async function insertAlerts(client: ClientBase, openings: readonly Opening[]): Promise<void> {
  if (openings.length === 0) return;
  await client.query(
    `INSERT INTO alert (dimension_id, metric, direction, threshold, opened_at, opening_value, opening_mean,
                        opening_ratio, peak_ratio, peak_at, quality, venues_agreeing, venues_listing)
     SELECT a."dimensionId", a.metric, a.direction, a.threshold, a.at, a.value, a.mean, a.ratio, a.ratio, a.at,
            a.quality, a."venuesAgreeing", a."venuesListing"
     FROM ROWS FROM (jsonb_to_recordset($1) AS ("dimensionId" int, metric text, direction text, threshold float8,
            at timestamptz, value float8, mean float8, ratio float8, quality smallint, "venuesAgreeing" smallint,
            "venuesListing" smallint)) WITH ORDINALITY AS a ("dimensionId", metric, direction, threshold, at, value,
            mean, ratio, quality, "venuesAgreeing", "venuesListing", place)
     ORDER BY a.place`,
    [
      JSON.stringify(
        openings.map(({ opening, openedMs, ...rest }) => ({ ...rest, ...opening, at: new Date(openedMs) })),
      ),
    ],
  );
}

/** Writes how alerts have moved on. */
export async function updateAlerts(client: ClientBase, alerts: readonly Alert[]): Promise<void> {
  if (alerts.length === 0) return;
  await client.query(
    `UPDATE alert a SET resolved_at = c.resolved, stale_at = c.stale, missing_since = c.missing, calm_since = c.calm,
                        peak_ratio = c.ratio, peak_at = c.peak, closing_value = c.value, closing_mean = c.mean
     FROM jsonb_to_recordset($1) AS c (id bigint, resolved timestamptz, stale timestamptz, missing timestamptz,
       calm timestamptz, ratio float8, peak timestamptz, value float8, mean float8)
     WHERE a.id = c.id`,
    [JSON.stringify(alerts.map(movingPart))],
  );
}

const at = (given: number | null) => (given === null ? null : new Date(given));

function movingPart(alert: Alert) {
  return {
    id: alert.id,
    resolved: at(alert.resolvedMs),
    stale: at(alert.staleMs),
    missing: at(alert.missingSinceMs),
    calm: at(alert.calmSinceMs),
    ratio: alert.peakRatio,
    peak: at(alert.peakAtMs),
    value: alert.closing?.value ?? null,
    mean: alert.closing?.mean ?? null,
  };
}
