import type { Pool } from 'pg';
import { QUALITIES } from '@/lib/series';
import type { AlertReport } from './alert';

interface Row {
  id: string;
  dimension: string;
  exchange: string;
  base: string;
  quote: string;
  metric: string;
  direction: 'above' | 'below';
  threshold: number;
  opened_at: Date;
  resolved_at: Date | null;
  stale_at: Date | null;
  opening_value: number;
  opening_mean: number;
  opening_ratio: number;
  peak_ratio: number;
  peak_at: Date;
  quality: number;
  venues_agreeing: number;
  venues_listing: number;
}

/** AlertConditions on `alert a`, joined by AND, with their values. */
export interface AlertConditions {
  sql: string[];
  values: unknown[];
}

/** The alerts that meet all conditions, newest first, `limit` at most. */
export async function readAlerts(
  pool: Pool,
  { sql, values }: AlertConditions,
  limit: number,
): Promise<AlertReport[]> {
  const where = sql.length === 0 ? 'true' : sql.join(' AND ');
  const { rows } = await pool.query<Row>({
    text: `SELECT a.*, d.name AS dimension, d.exchange, d.base, d.quote
           FROM alert a JOIN dimension d ON d.id = a.dimension_id
           WHERE ${where} ORDER BY a.id DESC LIMIT $${values.length + 1}`,
    values: [...values, limit],
  });
  return rows.map(reportOf);
}

function reportOf(row: Row): AlertReport {
  const { id, dimension, exchange, base, quote, metric, direction, threshold } = row;
  return {
    id,
    dimension,
    exchange,
    base,
    quote,
    metric,
    direction,
    threshold,
    state: row.resolved_at !== null ? 'resolved' : row.stale_at !== null ? 'stale' : 'open',
    since: row.opened_at.toISOString(),
    until: row.resolved_at?.toISOString() ?? null,
    opening: { value: row.opening_value, mean: row.opening_mean, ratio: row.opening_ratio },
    peak: { ratio: row.peak_ratio, at: row.peak_at.toISOString() },
    quality: QUALITIES[row.quality] ?? 'good',
    venues: { agreeing: row.venues_agreeing, listing: row.venues_listing },
  };
}
