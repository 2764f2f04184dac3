import type { ClientBase } from 'pg';
import type { LevelRange } from './level-range';
import type { SeriesKey, WatchedSeries } from './watched-series';

/** Rows in one statement, each of some 300 bytes for every range. */
const CHUNK = 2_000;

interface Row {
  dimension_id: number;
  metric: string;
  direction: SeriesKey['direction'];
  ranges: LevelRange[];
  calm: number | null;
  missing_since: Date | null;
  stale_at: Date | null;
}

export async function readWatchedSeries(client: ClientBase): Promise<WatchedSeries[]> {
  const { rows } = await client.query<Row>(
    'SELECT dimension_id, metric, direction, ranges, calm, missing_since, stale_at FROM watched_series',
  );
  return rows.map((row) => ({
    dimensionId: row.dimension_id,
    metric: row.metric,
    direction: row.direction,
    ranges: row.ranges,
    calm: row.calm,
    missingSinceMs: row.missing_since?.getTime() ?? null,
    staleMs: row.stale_at?.getTime() ?? null,
  }));
}

/** Stores series as they are after a slot. */
export async function writeWatchedSeries(
  client: ClientBase,
  series: readonly WatchedSeries[],
): Promise<void> {
  for (let first = 0; first < series.length; first += CHUNK) {
    const rows = series.slice(first, first + CHUNK).map(({ missingSinceMs, staleMs, ...row }) => ({
      ...row,
      missingSince: missingSinceMs === null ? null : new Date(missingSinceMs),
      staleAt: staleMs === null ? null : new Date(staleMs),
    }));
    await client.query(
      `INSERT INTO watched_series (dimension_id, metric, direction, ranges, calm, missing_since, stale_at)
       SELECT * FROM jsonb_to_recordset($1) AS s ("dimensionId" int, metric text, direction text, ranges jsonb,
         calm float8, "missingSince" timestamptz, "staleAt" timestamptz)
       ON CONFLICT (dimension_id, metric, direction) DO UPDATE SET ranges = excluded.ranges, calm = excluded.calm,
         missing_since = excluded.missing_since, stale_at = excluded.stale_at`,
      [JSON.stringify(rows)],
    );
  }
}

export async function deleteWatchedSeries(client: ClientBase, keys: readonly SeriesKey[]): Promise<void> {
  if (keys.length === 0) return;
  await client.query(
    `DELETE FROM watched_series s USING unnest($1::int[], $2::text[], $3::text[]) AS k (dimension_id, metric, direction)
     WHERE s.dimension_id = k.dimension_id AND s.metric = k.metric AND s.direction = k.direction`,
    [
      keys.map(({ dimensionId }) => dimensionId),
      keys.map(({ metric }) => metric),
      keys.map(({ direction }) => direction),
    ],
  );
}
