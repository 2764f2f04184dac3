import type { Pool } from 'pg';
import { HOUR_MS } from '@/lib/model/time';
import type { HourExtremes, HourSpan } from '@/lib/series/hours';
import { cellSql } from './rollup-cells';

interface Row {
  series: number;
  place: number;
  hourMs: number;
  last: number;
  low: number;
  high: number;
}

/**
 * Of hours that are rolled up, their cells; of the others, which are one or two, the observations. So the cost does
 * not depend on how often is collected.
 */
const SQL = `
  WITH hours AS (
    SELECT h.hour, EXISTS (SELECT FROM rolled_hour r WHERE r.hour = h.hour) AS rolled
    FROM generate_series($3::timestamptz, $4::timestamptz, interval '1 hour') AS h (hour)),
  wanted AS (
    SELECT d.id, d.series, m.position, m.place FROM unnest($1::int[]) WITH ORDINALITY AS d (id, series)
    CROSS JOIN unnest($2::int[]) WITH ORDINALITY AS m (position, place))
  SELECT w.series::int, w.place::int, (extract(epoch FROM h.hour) * 1000)::float8 AS "hourMs",
    ${cellSql('last', 'w.position')} AS last, ${cellSql('min', 'w.position')} AS low,
    ${cellSql('max', 'w.position')} AS high
  FROM wanted w CROSS JOIN hours h JOIN rollup_hour r ON r.dimension_id = w.id AND r.hour = h.hour
  WHERE h.rolled AND ${cellSql('count', 'w.position')} > 0
  UNION ALL
  SELECT w.series::int, w.place::int, (extract(epoch FROM h.hour) * 1000)::float8, l.last, e.low, e.high
  FROM wanted w CROSS JOIN hours h
  CROSS JOIN LATERAL (
    SELECT o.values[w.position] AS last FROM observation o
    WHERE o.dimension_id = w.id AND o.at >= h.hour AND o.at < h.hour + interval '1 hour' AND o.at <= $4
      AND o.values[w.position] IS NOT NULL
    ORDER BY o.at DESC LIMIT 1) AS l
  CROSS JOIN LATERAL (
    SELECT min(o.values[w.position]) AS low, max(o.values[w.position]) AS high FROM observation o
    WHERE o.dimension_id = w.id AND o.at >= h.hour AND o.at < h.hour + interval '1 hour' AND o.at <= $4) AS e
  WHERE NOT h.rolled`;

/** The last, lowest and highest value of each series in each hour of the span, in one statement. */
export async function readHourExtremes(
  pool: Pool,
  dimensionIds: Int32Array,
  positions: readonly number[],
  { fromMs, toMs, hours }: HourSpan,
): Promise<HourExtremes> {
  const { rows } = await pool.query<Row>(SQL, [
    Array.from(dimensionIds),
    positions,
    new Date(fromMs),
    new Date(toMs),
  ]);
  const cells = dimensionIds.length * positions.length * hours;
  const empty = () => new Float64Array(cells).fill(Number.NaN);
  const found: HourExtremes = { last: empty(), low: empty(), high: empty() };
  for (const { series, place, hourMs, last, low, high } of rows) {
    const row = (series - 1) * positions.length + place - 1;
    const cell = row * hours + (hourMs - fromMs) / HOUR_MS;
    found.last[cell] = last;
    found.low[cell] = low;
    found.high[cell] = high;
  }
  return found;
}
