import type { Pool } from 'pg';
import { pool as ownPool } from '@/lib/platform/database';
import type { AlertReport } from './alert';
import { readAlerts } from './read-alerts';

/** A graph of 90 days can show no more. */
const MOST = 500;

interface Series {
  dimensionId: number;
  metric: string;
  /** Of this installation. */
  threshold: number;
}

/** The alerts of one series that touch a span, ms UTC, both ends included: the oldest first, the newest 500 at most. */
export async function alertsOfSeries(
  { dimensionId, metric, threshold }: Series,
  { fromMs, toMs }: { fromMs: number; toMs: number },
  pool: Pool = ownPool(),
): Promise<AlertReport[]> {
  const sql = [
    'a.dimension_id = $1',
    'a.metric = $2',
    `a.direction = 'above'`,
    'a.threshold = $3',
    'a.opened_at <= $4',
    '(a.resolved_at IS NULL OR a.resolved_at >= $5)',
  ];
  const values = [dimensionId, metric, threshold, new Date(toMs), new Date(fromMs)];
  return (await readAlerts(pool, { sql, values }, MOST)).reverse();
}
