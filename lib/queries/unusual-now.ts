import { group } from 'd3-array';
import type { Pool } from 'pg';
import { type AlertReport, type Closest, closestToUnusual, readAlerts } from '@/lib/alerts';
import { pool as ownPool } from '@/lib/platform/database';
import { env } from '@/lib/platform/env';
import { hoursOfLastDay, ratioOf, type SeriesReader, type Snapshot, seriesReader } from '@/lib/series';
import { type SparkLine, sparkLineOf } from './spark-line';

/** Beyond this many open alerts something else is the matter; the newest are shown. */
const MAX_ALERTS = 500;
const MAX_BASES = 8;

export interface UnusualSeries {
  alert: AlertReport;
  /** Latest / mean as of the last collection; as it began where that is not known. */
  ratio: number;
}

/** What one base does: its markets and metrics, prices first and then the furthest. */
export interface UnusualBase {
  base: string;
  sinceMs: number;
  series: UnusualSeries[];
  /** How many exchanges are among them. */
  venues: number;
  /** The last 24 h of the furthest one; null where its market is unknown. */
  spark: SparkLine | null;
}

export interface UnusualNow {
  threshold: number;
  /** The furthest first, eight at most. */
  bases: UnusualBase[];
  /** How many alerts are open, and how many bases have one. */
  open: number;
  openBases: number;
  /** Where nothing is open: when the last one ended, ms UTC; null where there was none. */
  quietSinceMs: number | null;
  /** Where nothing is open: what comes closest. */
  closest: Closest | null;
}

const kept = new WeakMap<Snapshot, Promise<UnusualNow>>();

/** What is unusual as of the last closed collection; read once a collection. */
export async function unusualNow(
  reader: SeriesReader = seriesReader(),
  pool: Pool = ownPool(),
): Promise<UnusualNow> {
  const snapshot = await reader.snapshot();
  const known = kept.get(snapshot);
  if (known !== undefined) return known;
  const made = read(snapshot, reader, pool, env().alertThreshold);
  kept.set(snapshot, made);
  made.catch(() => kept.delete(snapshot));
  return made;
}

async function read(
  snapshot: Snapshot,
  reader: SeriesReader,
  pool: Pool,
  threshold: number,
): Promise<UnusualNow> {
  const ours = [`a.direction = 'above'`, 'a.threshold = $1'];
  const seen = [...ours, 'a.resolved_at IS NULL', 'a.stale_at IS NULL'];
  const open = await readAlerts(pool, { sql: seen, values: [threshold] }, MAX_ALERTS);
  const groups = Array.from(
    group(open, ({ base }) => base),
    ([base, alerts]) => baseOf(base, alerts, snapshot),
  ).sort((a, b) => (b.series[0]?.ratio ?? 0) - (a.series[0]?.ratio ?? 0));
  const bases = await Promise.all(
    groups.slice(0, MAX_BASES).map(async (one) => ({ ...one, spark: await sparkOf(one, snapshot, reader) })),
  );
  const isQuiet = open.length === 0;
  return {
    threshold,
    bases,
    open: open.length,
    openBases: groups.length,
    quietSinceMs: isQuiet ? await lastEndMs(pool, threshold) : null,
    closest: isQuiet ? closestToUnusual(snapshot, env().alertMinQuoteVolume) : null,
  };
}

function baseOf(
  base: string,
  alerts: readonly AlertReport[],
  snapshot: Snapshot,
): Omit<UnusualBase, 'spark'> {
  const series = alerts
    .map((alert) => ({ alert, ratio: ratioNow(alert, snapshot) ?? alert.opening.ratio }))
    .sort((a, b) => placeOf(a) - placeOf(b) || b.ratio - a.ratio);
  return {
    base,
    sinceMs: Math.min(...alerts.map(({ since }) => Date.parse(since))),
    series,
    venues: new Set(alerts.map(({ exchange }) => exchange)).size,
  };
}

/** A price says most; that its high, its range and its turnover moved with it is no news. */
const FIRST = ['price', 'volume'];

function placeOf({ alert: { metric } }: UnusualSeries): number {
  const place = FIRST.indexOf(metric);
  return place < 0 ? FIRST.length : place;
}

function ratioNow({ dimension, metric }: AlertReport, snapshot: Snapshot): number | null {
  const row = snapshot.rowOf.get(snapshot.dimensionByName.get(dimension)?.id ?? -1);
  const position = snapshot.metricByName.get(metric)?.position;
  return row === undefined || position === undefined ? null : ratioOf(snapshot.stats, row, position - 1);
}

async function sparkOf(
  { series }: Pick<UnusualBase, 'series'>,
  { collection, dimensionByName, metricByName }: Snapshot,
  reader: SeriesReader,
): Promise<SparkLine | null> {
  const alert = series[0]?.alert;
  const id = dimensionByName.get(alert?.dimension ?? '')?.id;
  const position = metricByName.get(alert?.metric ?? '')?.position;
  if (collection === null || id === undefined || position === undefined) return null;
  const span = hoursOfLastDay(collection.slotMs);
  return sparkLineOf(await reader.hourExtremes(Int32Array.of(id), [position], span), 0, span.hours);
}

async function lastEndMs(pool: Pool, threshold: number): Promise<number | null> {
  const { rows } = await pool.query<{ at: Date | null }>(
    `SELECT max(resolved_at) AS at FROM alert WHERE direction = 'above' AND threshold = $1`,
    [threshold],
  );
  return rows[0]?.at?.getTime() ?? null;
}
