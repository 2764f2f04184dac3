import type { Pool } from 'pg';

/** What a day has left behind that must not depend on what went wrong: by table, one text a row, sorted. */
export type EndState = Record<string, string[]>;

/** Ids differ between two days: names stand for them. */
const QUERIES: Record<string, string> = {
  observation: `SELECT d.name, o.at, o.values FROM observation o JOIN dimension d ON d.id = o.dimension_id`,
  rejection: `SELECT d.name, r.at, r.reason, r.values, r.peers FROM rejection r JOIN dimension d ON d.id = r.dimension_id`,
  statistics: `SELECT d.name, s.at, s.latest, encode(s.count, 'hex') AS count, encode(s.stddev_rank, 'hex') AS by_stddev,
                 encode(s.cv_rank, 'hex') AS by_cv, s.quality, s.venues_agreeing, s.venues_listing, s.baseline_from,
                 s.freshness FROM dimension_stats s JOIN dimension d ON d.id = s.dimension_id`,
  'market state': `SELECT d.name, m.state FROM market_state m JOIN dimension d ON d.id = m.dimension_id`,
  restart: `SELECT d.name, b.at, b.reason, b.says FROM baseline_restart b JOIN dimension d ON d.id = b.dimension_id`,
  'source run': `SELECT c.slot, s.exchange, s.state, s.priced, s.stored, s.refused, s.median_step, s.well, s.stale
                 FROM source_run s JOIN collection c ON c.id = s.collection_id WHERE c.closed_at IS NOT NULL`,
  collection: `SELECT slot, observations, rejections FROM collection WHERE closed_at IS NOT NULL`,
  alert: `SELECT d.name, a.metric, a.direction, a.threshold, a.opened_at, a.resolved_at, a.stale_at, a.missing_since,
            a.calm_since, a.opening_value, a.peak_ratio, a.peak_at, a.closing_value, a.quality
          FROM alert a JOIN dimension d ON d.id = a.dimension_id`,
  notification: `SELECT s.email, d.name, n.metric, n.direction, n.threshold, n.since, n.kind, n.at, n.mailed_at
                 FROM notification n JOIN dimension d ON d.id = n.dimension_id
                 JOIN subscriber s ON s.id = n.subscriber_id WHERE s.email LIKE 'watcher%'`,
  'watched series': `SELECT d.name, w.metric, w.direction, w.ranges, w.calm, w.missing_since, w.stale_at
                     FROM watched_series w JOIN dimension d ON d.id = w.dimension_id`,
  'alert mail': `SELECT "to", kind, subject, count(*)::int FROM message
                 WHERE kind IN ('alert', 'digest') AND "to" LIKE 'watcher%' GROUP BY 1, 2, 3`,
  'rollup hour': `SELECT d.name, r.hour, r.cells FROM rollup_hour r JOIN dimension d ON d.id = r.dimension_id`,
};

/** Sums that are built up in another order may differ in their last digits. */
const MOMENTS = `SELECT d.name, s.mean, s.m2, s.m2_peak FROM dimension_stats s JOIN dimension d ON d.id = s.dimension_id
                 ORDER BY d.name`;

export async function endState(pool: Pool): Promise<EndState> {
  const state: EndState = {};
  for (const [table, sql] of Object.entries(QUERIES)) {
    const { rows } = await pool.query(sql);
    state[table] = rows.map((row) => JSON.stringify(row)).sort();
  }
  return state;
}

/** Means and deviations of all series, by market and metric. */
export async function moments(pool: Pool): Promise<Map<string, number[]>> {
  const { rows } = await pool.query<{ name: string; mean: Buffer; m2: Buffer; m2_peak: Buffer }>(MOMENTS);
  return new Map(
    rows.flatMap(({ name, mean, m2, m2_peak }) =>
      Array.from({ length: mean.length / 8 }, (_, metric): [string, number[]] => [
        `${name} metric ${metric + 1}`,
        [mean, m2, m2_peak].map((column) => column.readDoubleLE(metric * 8)),
      ]),
    ),
  );
}

/** What is in one state and not in the other, a few of each table. */
export function differences(found: EndState, expected: EndState): string[] {
  return Object.keys(expected).flatMap((table) => {
    const [is, should] = [new Set(found[table]), new Set(expected[table])];
    const more = [...is].filter((row) => !should.has(row));
    const missing = [...should].filter((row) => !is.has(row));
    return [
      ...(more.length > 0 ? [`${table}: ${more.length} rows too many, such as ${more[0]}`] : []),
      ...(missing.length > 0 ? [`${table}: ${missing.length} rows missing, such as ${missing[0]}`] : []),
    ];
  });
}

/** Series whose moments are further apart than 1e-9 of them. */
export function driftedMoments(found: Map<string, number[]>, expected: Map<string, number[]>): string[] {
  const far = [...expected].filter(([series, [mean = 0, m2 = 0, peak = 0]]) => {
    const [foundMean = Number.NaN, foundM2 = Number.NaN] = found.get(series) ?? [];
    if (Number.isNaN(mean) || Number.isNaN(m2)) return !Number.isNaN(foundMean) && !Number.isNaN(foundM2);
    const isNear = Math.abs(foundMean - mean) <= 1e-9 * Math.abs(mean) + 1e-300;
    return !(isNear && Math.abs(foundM2 - m2) <= 1e-9 * Math.max(peak, Math.abs(m2)) + 1e-300);
  });
  return far.slice(0, 3).map(([series]) => `${series}: its mean or deviation drifted`);
}
