import { group } from 'd3-array';
import type { ClientBase } from 'pg';
import { HOUR_MS } from '@/lib/model/time';
import type { HourRollup } from '@/lib/series/hours';
import { rollUp } from '@/lib/series/rollup';
import { rowIndex } from '@/lib/series/stats-table';
import type { ObservationRows } from '@/lib/series/types';
import { appendHistory } from './history';
import { takeFuller } from './rollup-cells';
import { appendRollups } from './rollup-store';

/**
 * `appendHistory` for hours from which observations may have been deleted already, so that they cannot be computed
 * anew: only the series written here are rolled up, at once, and each replaces a kept rollup only if it has at least
 * as many observations. Call `lockStatistics` before. Answers how many observations were added or changed.
 */
export async function appendOldHistory(client: ClientBase, observations: ObservationRows): Promise<number> {
  const hours = Array.from(new Set(observations.atMs.map(hourOf)), (ms) => new Date(ms));
  const marks = await client.query<{ hour: Date; at: Date }>(
    'SELECT hour, rolled_up_at AS at FROM rolled_hour WHERE hour = ANY($1)',
    [hours],
  );
  const written = await appendHistory(client, observations);
  // Without its mark such an hour would be computed anew, from what is left of it.
  await client.query(
    `INSERT INTO rolled_hour (hour, rolled_up_at) SELECT * FROM unnest($1::timestamptz[], $2::timestamptz[])`,
    [marks.rows.map(({ hour }) => hour), marks.rows.map(({ at }) => at)],
  );
  const rolled = await rollUpSeries(client, observations);
  await takeBetter(client, rolled);
  await appendRollups(client, rolled);
  return written;
}

/** The hours of these dimensions, from all that is stored of them. */
async function rollUpSeries(
  client: ClientBase,
  { dimensionIds, atMs, metricCount }: ObservationRows,
): Promise<HourRollup[]> {
  const { rows } = await client.query<{ id: number; at: Date; hour: Date; values: (number | null)[] }>(
    `SELECT o.dimension_id AS id, o.at, h.hour, o.values
     FROM (SELECT DISTINCT id, date_trunc('hour', at, 'UTC') AS hour
           FROM unnest($1::int[], $2::timestamptz[]) AS written (id, at)) h
     JOIN observation o ON o.dimension_id = h.id AND o.at >= h.hour AND o.at < h.hour + interval '1 hour'
     ORDER BY o.dimension_id, o.at`,
    [Array.from(dimensionIds), Array.from(atMs, (ms) => new Date(ms))],
  );
  return Array.from(
    group(rows, ({ hour }) => hour.getTime()),
    ([hourMs, inside]) =>
      rollUp(
        {
          metricCount,
          dimensionIds: Int32Array.from(inside, ({ id }) => id),
          atMs: Float64Array.from(inside, ({ at }) => at.getTime()),
          values: Float64Array.from(
            inside.flatMap(({ values }) =>
              Array.from({ length: metricCount }, (_, i) => values[i] ?? Number.NaN),
            ),
          ),
        },
        hourMs,
      ),
  );
}

/** Takes the kept rollups of these dimensions and hours out, and their fuller series over into `rolled`. */
async function takeBetter(client: ClientBase, rolled: readonly HourRollup[]): Promise<void> {
  const pairs = rolled.flatMap(({ hourMs, dimensionIds }) =>
    Array.from(dimensionIds, (id) => ({ id, hourMs })),
  );
  const { rows } = await client.query<{ id: number; hour: Date; cells: (number | null)[] }>(
    `DELETE FROM rollup_hour r USING unnest($1::int[], $2::timestamptz[]) AS rolled (id, hour)
     WHERE r.dimension_id = rolled.id AND r.hour = rolled.hour
     RETURNING r.dimension_id AS id, r.hour, r.cells`,
    [pairs.map(({ id }) => id), pairs.map(({ hourMs }) => new Date(hourMs))],
  );
  const keptOf = group(rows, ({ hour }) => hour.getTime());
  for (const hour of rolled) {
    const rowOf = rowIndex(hour.dimensionIds);
    for (const kept of keptOf.get(hour.hourMs) ?? []) takeFuller(hour, rowOf[kept.id] ?? 0, kept.cells);
  }
}

function hourOf(ms: number): number {
  return Math.floor(ms / HOUR_MS) * HOUR_MS;
}
